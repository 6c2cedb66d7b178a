"""Tries one fault at one point after the other, and keeps the figures."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults.injection import ROOT
from tests.faults.place import Place
from tests.faults.whole import can_begin_anew, complaints

REPORT = ROOT / "build" / "soak" / "report.json"


@dataclass
class Bench:
    """A driver, an arranged place to copy, and a folder for the copies."""

    driver: object
    arranged: Path
    scratch: Path

    def fresh(self, root=None):
        """Return a copy of the arranged place."""
        root = root or self.scratch / "tried"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.arranged, root)
        return Place(root)

    def points(self, act, fault):
        """Count the calls that the act makes when nothing fails."""
        place = self.fresh()
        run = self.driver.run(act, place.root, replace(fault, answer=""))
        wrong = [*run.failed, *run.crashed, *complaints(place, run.told)]
        assert run.told and not wrong, wrong
        return run.calls

    def try_at(self, act, fault):
        """Do the act under the fault; return how it ended and what is wrong afterwards."""
        place = self.fresh()
        run = self.driver.run(act, place.root, fault)
        return outcome(run), faults_of(run, place, act)

    def sweep(self, act, fault, most=None):
        """Try the fault at every point, or at `most` of them, the first and last among them."""
        count = self.points(act, fault)
        assert count, "the act does not touch the medium"
        chosen = spread(count, most)
        found, outcomes = {}, Counter()
        for at in chosen:
            ended, wrong = self.try_at(act, replace(fault, at=at))
            outcomes[ended] += 1
            if wrong:
                found[at] = wrong
        return Swept(act=act, points=count, tried=len(chosen), outcomes=outcomes, wrong=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """The figures of one sweep; `wrong` is empty when everything held."""

    act: str
    points: int
    tried: int
    outcomes: Counter
    wrong: dict


def spread(count, most=None):
    """Choose points evenly, the first and the last among them."""
    if most is None or most >= count:
        return list(range(1, count + 1))
    if most == 1:
        return [count]
    return sorted({1 + round(n * (count - 1) / (most - 1)) for n in range(most)})


def outcome(run):
    """Name how an act ended."""
    if os.WIFSIGNALED(run.status):
        return "killed"
    if not run.failed:
        return "went on"
    return "+".join(dict.fromkeys(failure["failed"] for failure in run.failed))


def faults_of(run, place, act):
    """Return everything that is wrong after a run: tracebacks, words, and the vault itself."""
    wrong = [f"{crash['crashed']}\n{crash['where']}" for crash in run.crashed]
    for failure in run.failed:
        german, english = failure["words"]
        if german == english or "Errno" in german:
            wrong.append(f"no German words for {failure['failed']}")
    wrong += complaints(place, run.told)
    if act == "create" and not can_begin_anew(place):
        wrong.append("the first start cannot be repeated")
    return wrong


def keep_figures(sweep, results):
    """Add the figures of one sweep to the report of the soak run, and print them."""
    known = json.loads(REPORT.read_text()) if REPORT.exists() else {}
    known[sweep] = [
        {
            "act": r.act,
            "points": r.points,
            "tried": r.tried,
            "outcomes": dict(r.outcomes),
            "wrong": {str(at): wrong for at, wrong in r.wrong.items()},
        }
        for r in results
    ]
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(known, indent=1, ensure_ascii=False))
    for r in results:
        ends = ", ".join(f"{name} {number}" for name, number in r.outcomes.most_common())
        verdict = f"{len(r.wrong)} WRONG" if r.wrong else "all whole"
        print(f"{sweep:28} {r.act:12} {r.tried:5} of {r.points:5} points: {ends}; {verdict}")
