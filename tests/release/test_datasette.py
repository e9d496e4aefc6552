"""A real Datasette serves the database with its metadata."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contested.release.content import Content
from contested.release.exports import datasette, sqlite
from lxml import html
from release.exported import case, claims_by_id

PATIENCE = 60
"""Seconds within which the server is to answer."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    sqlite.write(case("panjshir"), folder)
    datasette.write(case("panjshir"), folder)
    exports, port = folder / "exports", free_port()
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        "-i",
        str(exports / "panjshir-2021.sqlite"),
        "--metadata",
        str(exports / "datasette.json"),
    ]
    options = ["--host", "127.0.0.1", "--port", str(port), "--setting", "num_sql_threads", "1"]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [*command, *options], stdout=log, stderr=log, env=os.environ | {"HOME": str(folder)}
    )
    try:
        home = f"http://127.0.0.1:{port}"
        waited(home, server, folder / "log")
        yield home
    finally:
        server.terminate()
        server.wait(PATIENCE)
        log.close()


def waited(home: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            asked(f"{home}/-/versions.json")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text())


def opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def asked(address: str, **given: str | int) -> Any:
    query = f"?{urllib.parse.urlencode(given)}" if given else ""
    with opener().open(address + query, timeout=PATIENCE) as answer:
        return json.load(answer)


@pytest.mark.slow
def test_all_claims_are_served_with_claimant_source_stated_date_and_position(served: str) -> None:
    claims = asked(f"{served}/panjshir-2021/attributed_claims.json", _size="max", _shape="objects")
    rows = claims["rows"]
    assert not claims["truncated"]
    assert {
        one["claim_id"]: (
            one["claimant_id"],
            one["source_id"],
            one["stated"],
            one["position"],
            one["in_conflict"],
        )
        for one in rows
    } == claims_by_id(case("panjshir"))
    assert len(rows) == len(claims_by_id(case("panjshir")))


@pytest.mark.slow
def test_the_canned_queries_answer(served: str) -> None:
    contested = case("panjshir").derived("contested_questions")
    found = asked(f"{served}/panjshir-2021/contested.json", _shape="objects")["rows"]
    assert {one["question_id"]: one["position_count"] for one in found} == dict(
        contested.select("question_id", "position_count").iter_rows()
    )
    for question, ids in contested.select("question_id", "claim_ids").iter_rows():
        beside = asked(
            f"{served}/panjshir-2021/one_question.json", question_id=question, _shape="objects"
        )["rows"]
        assert sorted(one["claim_id"] for one in beside if one["position"]) == ids
    claimant = contested["claimant_ids"][0][0]
    own = asked(
        f"{served}/panjshir-2021/one_claimant.json", claimant_id=claimant, _shape="objects"
    )["rows"]
    assert sorted(one["claim_id"] for one in own) == sorted(
        key for key, (who, *_) in claims_by_id(case("panjshir")).items() if who == claimant
    )


@pytest.mark.slow
def test_it_opens_on_the_contested_questions_each_with_who_says_what(served: str) -> None:
    with opener().open(f"{served}/panjshir-2021", timeout=PATIENCE) as shown:
        page = html.document_fromstring(shown.read())
    links = page.xpath("//li/a[contains(@href, 'one_question?question_id=')]/@href")
    contested = derived(case("panjshir"))
    assert [one.rpartition("=")[2] for one in links] == contested
    told = asked(urllib.parse.urljoin(f"{served}/panjshir-2021", links[0]).replace("?", ".json?"))
    assert {"position", "claimant", "quote", "link"} <= set(told["columns"])
    assert told["rows"]
    hidden = page.xpath("//a[@href='/panjshir-2021/_fields']")
    assert hidden == []


def derived(content: Content) -> list[str]:
    return content.derived("contested_questions")["question_id"].to_list()


def test_facets_labels_and_units_are_shown_and_no_screen_of_descriptions(served: str) -> None:
    page = asked(f"{served}/panjshir-2021/claims.json", _size=1)
    assert {"voice", "claim_type", "status"} <= page["facet_results"].keys()
    with opener().open(f"{served}/panjshir-2021/claims", timeout=PATIENCE) as shown:
        assert "which may be long before the source appeared" not in shown.read().decode()
    places = asked(f"{served}/panjshir-2021/locations.json", _size=1)
    assert places["units"] == {"latitude": "degree", "longitude": "degree", "uncertainty_m": "m"}
    assert places["license"] == "Creative Commons Attribution 4.0 International"
    labelled = asked(f"{served}/panjshir-2021/claims.json", _size=1, _labels="on")["rows"][0]
    assert json.dumps(labelled).count('"label"') >= 3


def test_the_metadata_names_only_what_is_in_the_database(tmp_path: Path) -> None:
    datasette.write(case("extensions"), tmp_path)
    made = json.loads((tmp_path / "exports" / "datasette.json").read_text(encoding="utf-8"))
    (known,) = made["databases"].values()
    assert {
        "x-photos",
        "x-Photos_2",
        "claim_positions",
        "positions",
        "contested_questions",
        "attributed_claims",
    } < known["tables"].keys()
    assert all("columns" not in table for table in known["tables"].values())
    assert known["tables"]["actors"]["label_column"] == "name"
    assert known["tables"]["claims"]["facets"] == [
        "claimant_basis",
        "voice",
        "claim_type",
        "polarity",
        "certainty",
        "stated_basis",
        "status",
    ]
