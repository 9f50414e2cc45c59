"""The table at the end, and each case that fell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from .verdict import Outcome


@dataclass
class Report:
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    @property
    def fallen(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.faults]

    def show(self, cases: int, seconds: float) -> None:
        rows: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            rows[outcome.title.split("/")[0], outcome.way].append(outcome)
        print(f"{'format':10} {'way in':22} {'cases':>6} {'fell':>5} {'slowest':>9}")
        for (kind, way), outcomes in rows.items():
            fell = sum(bool(outcome.faults) for outcome in outcomes)
            slowest = max(outcome.seconds for outcome in outcomes)
            print(f"{kind:10} {way:22} {len(outcomes):6} {fell:5} {slowest:7.1f} s")
        fallen = self.fallen
        print(
            f"{cases} files, {len(self.outcomes)} times given, {len(fallen)} fell; {seconds:.0f} s"
        )
        for outcome in fallen:
            print(f"FELL {outcome.title} by {outcome.way}: {'; '.join(outcome.faults)}")
