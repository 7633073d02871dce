"""What is wrong with a stored graph, and where."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Fault"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that does not hold; faults sort by document, node and rule.

    Attributes:
        document: location of the document that it is in, or the name of the graph where no
            document says that it is its own.
        node: IRI of what is faulty.
        rule: short name of what is broken, the same in every version: for programs.
        message: one line that says what is wrong with the node: for people.
    """

    document: str
    node: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.document}: {self.node} {self.message}"
