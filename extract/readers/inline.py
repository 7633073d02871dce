"""What is not read inside a line of text: emphasis marks, link targets, addresses, times, tags.

The marks are those of CommonMark 0.31.2 and of wiki notes (``[[page|text]]``). One pass from left
to right; every pattern is bounded, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...graph.model import Span
from ..patterns import load_words

__all__ = ["clock", "hidden_in", "merge", "visible"]

CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"

_TAGS = (
    "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|dd|del|"
    "details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|"
    "iframe|img|input|ins|kbd|li|link|main|mark|meta|nav|object|ol|p|path|picture|pre|q|s|samp|"
    "script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    "tfoot|th|thead|tr|track|tt|u|ul|v|var|video|wbr|c(?:\\.[\\w.]+)?"
)
_STAMP = rf"(?P<stamp>\\?\[\(?{CLOCK}(?:[ ]?[-\u2013\u2014][ ]?{CLOCK})?\)?\\?\]:?)"
_ADDRESS = (
    r"(?P<address>\(?(?:(?:https?|ftp)://|www\.(?=\w))"
    r"[^\s<>\[\]\"`|\u201c\u201d\u2019]{1,2000})"
)
_PLAIN_TOKEN = re.compile(f"{_STAMP}|{_ADDRESS}", re.IGNORECASE)
_TOKEN = re.compile(
    rf"""
    {_STAMP}
  | (?P<code>(?P<ticks>`{{1,3}})(?!`)[^`]{{1,400}}(?P=ticks)(?!`))
  | (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
  | (?P<note>\[\^[^\]\s]{{1,40}}\]:?|\[(?:edit|\u21a9\ufe0e?)\])
  | (?P<wiki>!?\[\[[^\[\]|\n]{{1,200}}(?:\|[^\[\]\n]{{1,200}})?\]\])
  | (?P<open>!?\[)
  | (?P<close>\])
  | (?P<auto><(?:https?://|mailto:|www\.)[^<>\s]{{1,2000}}>)
  | (?P<comment><!--)
  | (?P<tag></?(?:{_TAGS})(?:\s[^<>]{{0,1000}})?/?>)
  | (?P<entity>&(?:amp|nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|\#160|\#xa0);)
  | (?P<liquid>\{{%[^%{{}}]{{0,300}}%\}}|\{{:[^{{}}]{{0,200}}\}}|\{{\#[\w:.-]{{1,100}}\}})
  | {_ADDRESS}
  | (?P<strike>~~(?=\S)|(?<=\S)~~|==(?=[^\s=])|(?<=[^\s=])==)
  | (?P<run>\*+|_+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TARGET = re.compile(
    r"\(\s{0,4}(?:<[^<>\n]{0,2000}>|(?:[^\s()<>]|\([^\s()]{0,500}\)){0,2000})"
    r"(?:\s{1,4}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,4}\)(?:\{[^{}\n]{0,200}\})?"
)
_REFERENCE = re.compile(r"\[[^\[\]\n]{0,200}\]")
_LEADING_TIME = re.compile(rf"\\?\(?{CLOCK}\\?\)?(?=\s|$)(?:\s+[-\u2013\u2014:](?=\s))?")
_TRAILING_TIME = re.compile(rf"(?:^|(?<=\s))\({CLOCK}\)$")
_NOISE = re.compile(r"[\[(*\u266a]\s*([^\[\]()*\u266a\d]{1,40}?)\s*[\])*\u266a]|[\u266a\u266b]+")
_TAIL = re.compile(r"(?:\s*(?:[\u2b06\u2191\u21a9\u00b6]\ufe0e?\ufe0f?|\\))+$|\s+#+$")
_TRAILING = ".,;:!?*_'\""


def clock(text: str) -> float | None:
    """Seconds that the first clock time in `text` stands for.

    >>> clock("[00:01:05]"), clock("12:30"), clock("noon")
    (65.0, 750.0, None)
    """
    found = re.search(CLOCK, text)
    if not found:
        return None
    seconds = 0.0
    for part in found[0].replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def hidden_in(text: str, start: int, end: int, *, markup: bool = True) -> list[tuple[int, int]]:
    """Ranges of ``text[start:end]`` that are not read as words, disjoint and sorted.

    Args:
        text: the whole text.
        start: where the words begin.
        end: behind the words.
        markup: whether the text is marked up, so that more than addresses and times is hidden.
    """
    scan = _Scan(text, start, end, _TOKEN if markup else _PLAIN_TOKEN)
    scan.run()
    found = scan.hidden
    words = text[start:end]
    found += [(start + m.start(), start + m.end()) for m in _NOISE.finditer(words) if _noise(m)]
    for pattern in (_LEADING_TIME.match, _TRAILING_TIME.search, _TAIL.search):
        if edge := pattern(words):
            found.append((start + edge.start(), start + edge.end()))
    return merge(found, start, end)


def merge(ranges: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The union of `ranges` within ``[start, end)``, disjoint and sorted."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def visible(text: str, start: int, end: int, hidden: Iterable[Span | tuple[int, int]]) -> str:
    """The words of ``text[start:end]`` without the hidden ranges, white space collapsed."""
    parts = []
    position = start
    for item in hidden:
        first, last = (item.start, item.end) if isinstance(item, Span) else item
        parts.append(text[position:first])
        if "\n" in text[first:last]:
            parts.append(" ")
        position = max(position, last)
    parts.append(text[position:end])
    return " ".join("".join(parts).split())


def _noise(match: re.Match[str]) -> bool:
    """Whether the match is a sound and no word: ``[Music]``, ``(laughs)``."""
    words = (match[1] or "").casefold().split()
    known = load_words("readers-sounds")
    return all(word in known for word in words)


class _Scan:
    """One pass over a range of text that collects what is hidden."""

    def __init__(self, text: str, start: int, end: int, tokens: re.Pattern[str]) -> None:
        self.tokens = tokens
        self.text = text
        self.start = start
        self.end = end
        self.hidden: list[tuple[int, int]] = []
        self.brackets: list[tuple[int, int]] = []
        self.runs: dict[str, list[list[int]]] = {"*": [], "_": []}
        self.strikes: list[tuple[int, str]] = []
        self.comments = True  # whether a comment can still be closed

    def run(self) -> None:
        position = self.start
        while match := self.tokens.search(self.text, position, self.end):
            position = self._token(match)

    def _token(self, match: re.Match[str]) -> int:
        """Take one token and say where to go on."""
        kind = match.lastgroup
        start, end = match.span()
        if kind in ("code", "ticks"):
            ticks = len(match["ticks"])
            self.hidden += [(start, start + ticks), (end - ticks, end)]
        elif kind == "escape":
            self.hidden.append((start, end))
            return min(end + 1, self.end)
        elif kind == "wiki":
            self._wiki(match[0], start, end)
        elif kind == "open":
            self.brackets.append((start, end))
        elif kind == "close":
            return self._close(start, end)
        elif kind == "entity":
            self.hidden.append((start + (match[0].lower() == "&amp;"), end))
        elif kind == "comment":
            return self._comment(start, end)
        elif kind == "address":
            return self._address(match[0], start)
        elif kind == "strike":
            self._strike(match[0], start, end)
        elif kind == "run":
            self._run(match[0][0], start, end)
        else:
            self.hidden.append((start, end))
        return end

    def _comment(self, start: int, end: int) -> int:
        closing = self.text.find("-->", end, self.end) if self.comments else -1
        self.comments = closing >= 0
        if not self.comments:
            return end
        self.hidden.append((start, closing + 3))
        return closing + 3

    def _wiki(self, token: str, start: int, end: int) -> None:
        if token.startswith("!"):
            self.hidden.append((start, end))
        else:
            words = start + (token.index("|") + 1 if "|" in token else 2)
            self.hidden += [(start, words), (end - 2, end)]

    def _close(self, start: int, end: int) -> int:
        """A closing bracket: a link when a target follows, else a bracket of the text."""
        if not self.brackets:
            return end
        opened, behind = self.brackets.pop()
        if self.text[behind:start].isdecimal() and self.text[end : end + 1] == "[":
            return end  # two citations, not a link with a reference
        pattern = _TARGET if self.text[end : end + 1] == "(" else _REFERENCE
        target = pattern.match(self.text, end, self.end)
        if not target:
            return end
        if self.text[opened] == "!":
            self.hidden.append((opened, target.end()))
        else:
            self.hidden += [(opened, behind), (start, target.end())]
        return target.end()

    def _address(self, token: str, start: int) -> int:
        """A bare address, without the punctuation behind it; alone in parentheses, with them."""
        end = start + len(token)
        enclosed = token.startswith("(")
        while True:
            rest = self.text[start + enclosed : end]
            if rest[-1:] == ")" and rest.count(")") > rest.count("("):
                if enclosed and rest.count(")") == rest.count("(") + 1:
                    self.hidden.append((start, end))
                    return end
                end -= 1
            elif rest[-1:] in _TRAILING and rest:
                end -= 1
            else:
                break
        first = start + enclosed
        if end > first:
            self.hidden.append((first, end))
        return max(end, first + 1)

    def _strike(self, token: str, start: int, end: int) -> None:
        if self.strikes and self.strikes[-1][1] == token:
            opened, _ = self.strikes.pop()
            struck = token == "~~"  # deleted words are not read, marked ones are
            self.hidden += [(opened, end)] if struck else [(opened, opened + 2), (start, end)]
        else:
            self.strikes.append((start, token))

    def _run(self, mark: str, start: int, end: int) -> None:
        """A run of emphasis marks, paired by the flanking rules of CommonMark.

        A mark between two word characters is none, whether star or underscore.
        """
        before = self.text[start - 1] if start > self.start else " "
        after = self.text[end] if end < self.end else " "
        opens = not after.isspace() and (
            not _is_mark(after) or before.isspace() or _is_mark(before)
        )
        closes = not before.isspace() and (
            not _is_mark(before) or after.isspace() or _is_mark(after)
        )
        if end - start == 1 and before.isalnum() and after.isalnum():
            return
        stack = self.runs[mark]
        while closes and stack and start < end:
            opener = stack[-1]
            count = min(2, opener[1] - opener[0], end - start)
            self.hidden += [(opener[1] - count, opener[1]), (start, start + count)]
            opener[1] -= count
            start += count
            if opener[0] == opener[1]:
                stack.pop()
        if opens and start < end:
            stack.append([start, end])


def _is_mark(character: str) -> bool:
    """Whether a character counts as punctuation for emphasis."""
    return not character.isalnum() and not character.isspace()
