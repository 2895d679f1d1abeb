"""What an attack gave: figures, and the goals that they are held against."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Goal:
    """A figure that may be at most, or must be at least, so much."""

    name: str
    value: float
    most: float = float("inf")
    least: float = float("-inf")

    @property
    def met(self) -> bool:
        """Whether the figure is within its bounds."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        """The goal in a line."""
        most = f" at most {self.most:g}" if self.most != float("inf") else ""
        least = f" at least {self.least:g}" if self.least != float("-inf") else ""
        verdict = "met   " if self.met else "MISSED"
        return f"{verdict}  {self.name}: {self.value:g} (goal{least}{most})"


@dataclass
class Result:
    """An attack's goals, and whatever else is worth knowing, in lines."""

    attack: str
    goals: list[Goal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def at_most(self, name: str, value: float, most: float) -> None:
        """Hold a figure against an upper bound; of one that comes again the worst counts."""
        before = [goal for goal in self.goals if goal.name == name]
        if before:
            self.goals.remove(before[0])
            value = max(value, before[0].value)
        self.goals.append(Goal(name, value, most=most))

    def at_least(self, name: str, value: float, least: float) -> None:
        """Hold a figure against a lower bound."""
        self.goals.append(Goal(name, value, least=least))

    @property
    def missed(self) -> list[str]:
        """The goals that were not met."""
        return [str(goal) for goal in self.goals if not goal.met]

    def __str__(self) -> str:
        """All of it, a goal or a note a line."""
        notes = (f"        {note}" for note in self.notes)
        return "\n".join([f"== {self.attack}", *map(str, self.goals), *notes])
