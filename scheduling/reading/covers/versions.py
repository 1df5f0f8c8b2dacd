"""Versions of software: dotted numbers that are no days, because what stands beside them is none or names a release."""

from __future__ import annotations

from scheduling.reading.covers.parts import AFTER_DATE, DAYNAME, TIMELY
from scheduling.reading.phrases import either, one_of

_PROGRAMS = one_of(r"""
    node(?:\.?js)?, npm, python, py, php, mysql, mariadb, postgres(?:ql)?, django, rails, react, angular, jdk, openssl,
    ubuntu, debian, macos, chrome, firefox, kernel, nginx, docker, terraform, kubernetes, gitlab, drupal, wordpress,
    moodle, typescript, golang
""")
_TRIPLE = r"\d{1,3}\.\d{1,3}\.\d{1,3}"
#: What it is, in words for people, and the pattern.
VERSIONS: list[tuple[str, str]] = [
    (
        "a version",
        either(
            r"\b(?:versions?|ver|releases?|builds?|v)\.?\s?\d{1,3}(?:\.\d{1,4}){1,3}"
            r"(?:(?:,\s?|\s?-\s?|\s(?:and|or|to|&)\s)\d{1,3}(?:\.\d{1,4}){2,3}){1,6}\b",
            r"\bv(?:er)?\.?\s?\d{1,3}(?:\.\d{1,4}){0,3}\b",
            r"\b\d{1,3}\.\d{1,3}\.\d{1,4}(?:\.\d{1,4})?(?=\s(?:release|update|patch|build))",
            # node 20.11 -> 22.1; but Moodle 9.30 is an hour
            rf"\b{_PROGRAMS}\s?v?(?!\d{{1,2}}\.(?:00|15|30|45)(?!\d))\d{{1,3}}(?:\.\d{{1,4}}){{1,3}}"
            rf"(?:\s?(?:->|→|=>|to)\s?v?\d{{1,3}}(?:\.\d{{1,4}}){{1,3}})?(?!\d){TIMELY}",
            # 2027.1.2-rc1
            r"(?<![\d./-])\d{1,4}(?:\.\d{1,4}){1,3}[-.]?(?:rc|alpha|beta)\.?\d{0,3}\b",
        ),
    ),
]
#: A line that speaks of versions: it names one, or has a dotted triple that can be no day.
TELLS_VERSIONS = (
    r"^(?=.*\d\.\d{1,3}\.\d).*?(?:"
    + either(
        rf"\b(?:v|ver\.?|versions?|releases?|builds?|tag|hotfix)\b\W{{0,4}}{_TRIPLE}(?![\d.])|\bv{_TRIPLE}(?![\d.])",
        r"\b(?:release notes|changelog|rollback|rolled back to|hotfix)\b",
        rf"\b(?:up|down)grad(?:e[ds]?|ing)\b (?:from |to )?v?{_TRIPLE}(?![\d.])",
        r"(?<![\w./-])(\d{1,3}\.\d{1,3}\.)\d{1,3} (?:replaces|supersedes|fixes|drops) \1\d{1,3}(?![\d.])",
        # 10.8.3, 40.2.11, 4.17.21: not where such a number names a part of a building or a paper
        r"(?<![\w./-])"
        + "".join(
            rf"(?<!{label} )"
            for label in ("section", "para", "paragraph", "clause", "room", "rm", "item", "policy", "appendix")
        )
        + r"(?:\d{1,3}\.\d{1,3}\.\d|(?:3[2-9]|[4-9]\d)\.\d{1,2}\.\d\d|\d{1,2}\.(?:1[3-9]|[2-9]\d)\.\d\d)(?![\d.]|\s?[ap]m)",
    )
    + ")"
)
#: In such a line: a dotted triple without a year in full, a weekday or a time beside it.
IN_VERSIONS = (
    rf"(?<![\w./-])(?<!\bon )(?<!\bby )(?<!\buntil )(?<!day, ){AFTER_DATE}{_TRIPLE}"
    rf"(?![\d.:]|,?\s(?:at\s|from\s)?(?:{DAYNAME}\b|\d{{1,2}}(?:[:.]\d\d|\s?[ap]m))|\s?\({DAYNAME})"
)
