"""`python -m contested` is the command `contested`."""

import sys

from contested.cli import main

sys.exit(main())
