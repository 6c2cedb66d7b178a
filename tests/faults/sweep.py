"""Tries one fault at one point after the other, and keeps the figures."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.faults.acts import ACTS
from tests.faults.injection import EVERYTHING, ROOT, Fault
from tests.faults.place import Place
from tests.faults.whole import can_be_repeated, complaints

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.injection import Driver

REPORT = ROOT / "build" / "soak" / "report.json"
SOAK_POINTS = 80
"""Of acts that make more calls than that, so many are tried, spread evenly; forcings all are."""
TABLE: list[str] = []
"""Lines of the sweeps of this run."""


@dataclass
class Bench:
    """A driver, and a folder with arranged places to copy."""

    driver: Driver
    scratch: Path
    _orders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def fresh(self, act, root=None):
        """Return a copy of the place that is arranged for the act."""
        root = root or self.scratch / "tried"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.scratch / ACTS[act].arranged, root)
        return Place(root)

    def order(self, act, calls):
        """Return the calls of some names that the act makes when nothing fails, in order."""
        if act not in self._orders:
            place = self.fresh(act)
            run = self.driver.run(act, place.root, Fault(calls=EVERYTHING).options())
            wrong = [*run.failed, *run.crashed, *complaints(place, run.told)]
            assert not wrong
            assert run.told
            self._orders[act] = run.calls
        return [call for call in self._orders[act] if call in calls]

    def try_at(self, act, fault, order, at):
        """Do the act under a fault; return how it ended and what is wrong afterwards."""
        place = self.fresh(act)
        run = self.driver.run(act, place.root, fault.options(order, at))
        return outcome(run), [*faults_of(run, place, act), *misnamed(run, fault, order[at - 1])]

    def kill_at_random(self, act, times, chance):
        """Kill the program at moments that nobody chose."""
        whole = self.fresh(act)
        begun = time.monotonic()
        self.driver.run(act, whole.root)
        lasts = time.monotonic() - begun
        found, outcomes = {}, Counter()
        for number in range(1, times + 1):
            place = self.fresh(act)
            run = self.driver.run_and_kill(act, place.root, chance.uniform(0, lasts))
            outcomes["killed" if os.WIFSIGNALED(run.status) else "was faster"] += 1
            if wrong := faults_of(run, place, act):
                found[number] = wrong
        return Swept(act=act, points=times, tried=times, outcomes=outcomes, wrong=found)

    def sweep(self, act, fault, most=None):
        """Try the fault at every point, or at `most` of them, the first and last among them."""
        order = self.order(act, fault.calls)
        assert order, "the act does not touch the medium"
        chosen = spread(len(order), most)
        found, outcomes = {}, Counter()
        for at in chosen:
            ended, wrong = self.try_at(act, fault, order, at)
            outcomes[ended] += 1
            if wrong:
                found[at] = wrong
        return Swept(act=act, points=len(order), tried=len(chosen), outcomes=outcomes, wrong=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """The figures of one sweep; `wrong` is empty when everything held."""

    act: str
    points: int
    tried: int
    outcomes: Counter[str]
    wrong: dict[int, list[str]]


def spread(count, most=None):
    """Choose points evenly, the first and the last among them; a single one in the middle."""
    if most is None or most >= count:
        return list(range(1, count + 1))
    if most == 1:
        return [(count + 1) // 2]
    return sorted({1 + round(n * (count - 1) / (most - 1)) for n in range(most)})


def outcome(run):
    """Name how an act ended."""
    if os.WIFSIGNALED(run.status):
        return "killed"
    if not run.failed:
        return "went on" if run.injected else "not hit"
    return "+".join(dict.fromkeys(failure["failed"] for failure in run.failed))


def faults_of(run, place, act):
    """Return everything that is wrong after a run: tracebacks, words, and the vault itself."""
    wrong = [f"{crash['crashed']}\n{crash['where']}" for crash in run.crashed]
    for failure in run.failed:
        german, english = failure["words"]
        if german == english or "Errno" in german:
            wrong.append(f"no German words for {failure['failed']}")
    wrong += complaints(place, run.told)
    if act in {"create", "restore"} and not can_be_repeated(place, act):
        wrong.append("cannot be repeated")
    return wrong


def misnamed(run, fault, call):
    """Return words that tell of another fault than the one that the medium had."""
    german = [failure["words"][0] for failure in run.failed]
    if "EIO" in fault.answer:
        return [
            words for words in german if re.search("kein Platz mehr[.]|nicht genug Platz", words)
        ]
    if "ENOSPC" in fault.answer and call in {"write", "pwrite64"}:
        return [words for words in german if re.search("meldet Fehler|Fehler gemeldet", words)]
    return []


def keep_figures(sweep, swept):
    """Add the figures of one act to the report of the soak run."""
    known = json.loads(REPORT.read_text("utf-8")) if REPORT.exists() else {}
    known.setdefault(sweep, {})[swept.act] = {
        "points": swept.points,
        "tried": swept.tried,
        "outcomes": dict(swept.outcomes),
        "wrong": {str(at): wrong for at, wrong in swept.wrong.items()},
    }
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(known, indent=1, ensure_ascii=False), "utf-8")
    TABLE.append(as_line(sweep, swept))


def as_line(sweep, swept):
    """Return the figures of one act as a line of the table that the soak run prints."""
    ends = ", ".join(f"{name} {number}" for name, number in swept.outcomes.most_common())
    verdict = f"{len(swept.wrong)} WRONG" if swept.wrong else "all whole"
    tried = f"{swept.tried} of {swept.points} points"
    return f"{sweep:24} {swept.act:12} {tried:>20}: {verdict}; {ends}"
