"""The action: what its steps print, write and exit with, run by bash as GitHub runs them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from contested.cli import main
from delivery.checkouts import ACTION, DEFAULTS, STEPS
from delivery.steps import BESIDE, Done, run, step

Judge = Callable[..., Done]

CALLED = "#!/usr/bin/env bash\nprintf '<%s>' \"$@\"\necho\n"
"""A program that says how it was called, in the place of contested."""


@pytest.fixture
def judge(folder: Path, tmp_path: Path) -> Judge:
    """Runs the step that judges, with inputs of the action."""

    def judged(
        program: str | Path = BESIDE / "contested", event: str = "push", **inputs: str
    ) -> Done:
        given = {
            f"inputs.{name}": value
            for name, value in (
                DEFAULTS | {name.replace("_", "-"): value for name, value in inputs.items()}
            ).items()
        }
        contexts = given | {"steps.install.outputs.program": str(program)}
        return run(
            step(STEPS, "Judge the data"),
            contexts,
            {"GITHUB_EVENT_NAME": event},
            folder,
            tmp_path / "runner",
        )

    return judged


@pytest.fixture
def called(judge: Judge, tmp_path: Path) -> Callable[..., str]:
    """How contested is called, without the folder of the moment."""
    program = tmp_path / "called"
    program.write_text(CALLED)
    program.chmod(0o755)

    def told(**inputs: str) -> str:
        done = judge(program, **inputs)
        assert done.code == 0, done.log
        return re.sub(r"=[^<>=]*/contested\.\w{6}/summary", "=SUMMARY", done.log.splitlines()[0])

    return told


def break_it(folder: Path) -> None:
    """Gives a claim a claimant that there is not."""
    claims = folder / "datasets/panjshir-2021/data/claims.csv"
    first, second, *rest = claims.read_text(encoding="utf-8").splitlines(keepends=True)
    claimant = first.split(",").index("claimant_id")
    cells = second.split(",")
    cells[claimant] = "act-nobody"
    claims.write_text("".join([first, ",".join(cells), *rest]), encoding="utf-8", newline="")


def test_inputs_and_outputs_are_described_and_no_script_holds_an_expression() -> None:
    assert set(DEFAULTS) == {
        "path",
        "base",
        "only-new",
        "fail-on",
        "texts",
        "baseline",
        "sarif",
        "comment",
        "site",
        "python-version",
    }
    assert all(
        one["description"] and isinstance(one["default"], str) for one in ACTION["inputs"].values()
    )
    assert set(ACTION["outputs"]) == {"exit-code"}
    assert all("${{" not in one.get("run", "") for one in STEPS)
    assert [one["shell"] for one in STEPS if "run" in one] == ["bash", "bash"]
    assert [
        re.fullmatch(r"actions/setup-python@[0-9a-f]{40}", one["uses"]) is not None
        for one in STEPS
        if "uses" in one
    ] == [True]
    used = {
        name
        for one in STEPS
        for value in [*one.get("env", {}).values(), *one.get("with", {}).values()]
        for name in re.findall(r"inputs\.([\w-]+)", value)
    }
    assert used == set(DEFAULTS)


def test_a_clean_dataset_passes_with_a_summary(judge: Judge) -> None:
    done = judge()
    assert (done.code, done.outputs) == (0, {"exit-code": "0"})
    assert done.log.splitlines()[-1].endswith(
        " rules: 0 errors, 0 warnings, 0 info; 3 rules did not run everywhere"
    )
    assert "::error" not in done.log
    assert done.summary.startswith("## 0 errors, 0 warnings, 0 info\n")


def test_a_broken_dataset_fails_after_annotations_and_the_summary_were_written(
    judge: Judge, folder: Path
) -> None:
    break_it(folder)
    done = judge(comment="out put/comment.md", sarif="out put/findings.sarif")
    assert (done.code, done.outputs) == (1, {"exit-code": "1"})
    (annotation,) = [line for line in done.log.splitlines() if line.startswith("::")]
    assert annotation.startswith("::error file=datasets/panjshir-2021/data/claims.csv,line=2,col=")
    assert ",title=dangling-reference::" in annotation
    assert "act-nobody" in annotation
    assert done.summary.startswith("## 1 error, 0 warnings, 0 info\n")
    assert (folder / "out put/comment.md").read_text(encoding="utf-8") == done.summary
    assert '"dangling-reference"' in (folder / "out put/findings.sarif").read_text(encoding="utf-8")


def test_the_summary_is_that_of_contested_and_comes_after_what_other_steps_wrote(
    judge: Judge,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    break_it(folder)
    (tmp_path / "runner").mkdir()
    (tmp_path / "runner/summary.md").write_text("# Before\n")
    monkeypatch.chdir(folder)
    assert main(["validate", "--report", "markdown"]) == 1
    assert judge().summary == "# Before\n" + capsys.readouterr().out


def test_findings_of_a_baseline_pass_and_what_it_says_is_a_warning(
    judge: Judge, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_it(folder)
    monkeypatch.chdir(folder)
    main(["validate", "--write-baseline", "known findings.txt", "--report", "text=/dev/null"])
    done = judge(baseline="known findings.txt")
    assert (done.code, done.outputs) == (0, {"exit-code": "0"})
    assert "1 finding is in the baseline known findings.txt" in done.log


def test_what_is_refused_is_an_annotation_and_the_summary_and_the_code(
    judge: Judge, folder: Path
) -> None:
    done = judge(path="not here", comment="comment.md")
    assert (done.code, done.outputs) == (2, {"exit-code": "2"})
    (annotation,) = done.log.splitlines()
    assert annotation.startswith("::error title=contested::contested: ")
    assert "not here" in annotation
    assert (
        done.summary
        == "## contested could not judge the data\n\n    "
        + annotation.removeprefix("::error title=contested::")
        + "\n"
    )
    assert (folder / "comment.md").read_text(encoding="utf-8") == done.summary


def test_a_complaint_of_several_lines_stays_one_annotation_and_is_code_in_the_summary(
    judge: Judge, tmp_path: Path
) -> None:
    program = tmp_path / "complains"
    program.write_text(
        "#!/usr/bin/env bash\nprintf 'no: 100%%\\r\\n::warning::x\\n##[error]y\\n# z\\n'"
        " >&2\nexit 2\n"
    )
    program.chmod(0o755)
    done = judge(program)
    assert done.log == "::error title=contested::no: 100%25%0D%0A::warning::x%0A##[error]y%0A# z\n"
    assert done.summary.splitlines()[1:] == [
        "",
        "    no: 100%",
        "    ::warning::x",
        "    ##[error]y",
        "    # z",
    ]


def test_what_is_complained_of_a_run_that_passes_is_a_warning(judge: Judge, tmp_path: Path) -> None:
    program = tmp_path / "mutters"
    program.write_text("#!/usr/bin/env bash\necho aside >&2\n")
    program.chmod(0o755)
    assert judge(program).log == "::warning title=contested::aside\n"


@pytest.mark.parametrize(
    "name", ["path", "base", "texts", "baseline", "fail-on", "sarif", "comment", "site"]
)
@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch pwned)",
        "`touch pwned`",
        "'; touch pwned; '",
        '"; touch pwned; "',
        "a\n::error::touch\ntouch pwned",
        "--help",
        "* ?",
    ],
)
def test_an_input_is_never_run(
    called: Callable[..., str], folder: Path, name: str, hostile: str
) -> None:
    before = {one.name for one in folder.iterdir()}
    called(**{name: hostile})
    made = {Path(hostile).parts[0]} if name in ("sarif", "comment") else set()
    assert {one.name for one in folder.iterdir()} - before <= made
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize(
    "hostile", ["$(touch pwned)", "a\n::error::b", "--help", "##[error]a", 'it\'s a "path"']
)
def test_a_path_that_is_not_there_is_refused_and_nothing_else(
    judge: Judge, folder: Path, hostile: str
) -> None:
    done = judge(path=hostile)
    assert done.code == 2
    assert [line[:34] for line in done.log.splitlines()] == ["::error title=contested::contested"]
    assert not (folder / "pwned").exists()


def test_a_push_is_validated_and_a_pull_request_is_reviewed(called: Callable[..., str]) -> None:
    reports = "<--report><github><--report><markdown=SUMMARY>"
    assert called() == f"<validate>{reports}"
    assert called(event="schedule", only_new="true") == f"<validate>{reports}"
    assert called(path="-my data") == f"<validate>{reports}<--><-my data>"
    assert called(event="pull_request") == f"<review>{reports}"
    assert called(event="pull_request", path="my data") == f"<review>{reports}<--><><my data>"
    assert (
        called(event="pull_request", base="v1.0.0", only_new="true")
        == f"<review><--only-new>{reports}<--><v1.0.0>"
    )
    assert called(base="HEAD~1", path="my data") == f"<review>{reports}<--><HEAD~1><my data>"


def test_the_other_inputs_become_options(called: Callable[..., str], folder: Path) -> None:
    told = called(fail_on="warning", texts="my texts", baseline="-b", sarif="out/a.sarif")
    assert (
        told
        == "<validate><--report><github><--report><markdown=SUMMARY><--fail-on=warning><--texts=my"
        " texts><--baseline=-b><--report><sarif=out/a.sarif>"
    )
    assert (folder / "out").is_dir()
