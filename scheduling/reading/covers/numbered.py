"""What is told apart by a number: rooms, documents, grades, the third floor."""

from __future__ import annotations

from scheduling.reading.covers.parts import AFTER_DATE, MONTH, TIMELY, WEEKDAY
from scheduling.reading.phrases import either, one_of

#: A place, a document part or a grade: the number after it is a name, a range included.
_LABELS = one_of(r"""
    room, rooms, rm, suite, floor, ward, wards, bay, bays, bed, beds, desk, unit, flat, apartment, building, bldg,
    block, gate, platform, studio, lab, band, bands, grade, grades, tier, level, levels, phase, stage, page,
    pages, pp, pg, paragraph, para, chapter, ch, section, sect, clause, article, item, items, agenda item,
    appendix, annex, figure, fig, table, slide, slides, question, questions, module, exercise, key stage, ks,
    form, bus, route, junction, jct, zone, row, seat, box, po box, locker, car park, versions?, ver, releases?,
    draft, revision, windows, office, python, ios, android, paper, papers, enc, enclosure, schedule, standard,
    recommendation, objective, priority, risk, action, task, ticket, job, case, sprint, epic, policy, iso, bs,
    regulation, line, lines, exit, pod, cabin, bench, court, pitch, lane, stand, stall, entrance, lift, theatre,
    category, cat, class, type, stop, channel, area, sector, region, hut, portakabin, top, vol, volume, issue,
    edition, series, season, episode, part, parts
""")
#: The same, but these often stand before an hour as well ("clinic 9-12"): one whole number only.
_LOOSE_LABELS = one_of(r"""
    day, days, week, weeks, session, sessions, group, groups, team, cohort, set, lesson, clinic, hall, meeting,
    workshop, round, step, year, years, yr, yrs, term, number, no\., nos\., nr, num, option, choice, slot, date,
    shift, stream, track, strand, topic, theme, webinar, seminar, lecture, shop, house, zoom, teams, bank, list,
    quarter, month, max, min, up to, capacity, site, camp, wave, tutorial, heat, leg, race, match, game,
    fixture, act, scene
""")
#: One of several of its kind, which are held one after another.
_LEGS = one_of(r"""
    heat, leg, race, match, game, fixture, act, scene, final, semi-?final, quarter-?final, rehearsal, show,
    performance, matinee, session, week, workshop, round, lesson, lecture, seminar, webinar, class, module,
    part, stage, step, phase, cohort, group, rota, div, division, pool, wave
""")
#: What it is, in words for people, and the pattern.
NUMBERED: list[tuple[str, str]] = [
    (
        "a number with a name",
        (
            rf"\b{_LABELS}\s?(?:no\.?\s?|number\s?|#\s?)?"
            r"(?:[a-z]\.?)?\d{1,4}(?:[a-z]\b|(?:\.\d{1,3}){1,3}|)"
            # and 4, to 6b: up to two numbers more
            r"(?:(?:\s?[-/&,]\s?|\sand\s|\sto\s)(?:[a-z])?\d{1,4}(?:[a-z]\b|)"
            rf"(?!\d|[:.]\d|\s?[ap]\.?m|\s?{MONTH}|[/]\d|\s?-\s?\d|st\b|nd\b|rd\b|th\b|\s?(?:&|and|to)\s?\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH})){{0,2}}"
            # not before the rest of a date
            rf"(?!/\d|[a-z]|\s?(?:-|to)\s?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}|\s?(?:st|nd|rd|th)?\s?(?:of\s)?{MONTH}\b)"
            rf"{TIMELY}"
        ),
    ),
    (
        "a number with a name",
        (
            rf"\b(?!days? \d{{1,2}}\s?-\s?\d{{1,2}}\b){_LOOSE_LABELS}\s?#?\d{{1,3}}{TIMELY}(?!"
            # not before the rest of a date
            + either(
                r"\d|[/.-]\d|st\b|nd\b|rd\b|th\b",
                # 23 or 30 December, and 3, 10 and 17 March; but "session 2, 10 March" is the second
                rf"(?:\s?(?:-|to|and|&|or)|(?:,\s?\d{{1,2}}(?:st|nd|rd|th)?){{1,4}}\s?(?:-|to|and|&|or|,))\s?\d{{1,2}}(?:st|nd|rd|th)?\s?(?:of\s)?{MONTH}",
                rf"\s?(?:of\s)?{MONTH}\b",
            )
            + r")(?:\s(?:of|/)\s\d{1,2}\b)?"
        ),
    ),
    (
        "a number with a name",
        r"\b"
        + one_of(r"years, classes, grades, forms, chapters, stages, weeks, periods")
        + r"\s\d{1,2}\s?(?:-|to|&|and)\s?\d{1,2}\b(?![:.]\d|\s?[ap]m|\s?(?:st|nd|rd|th)\b)",
    ),
    (
        "a number with a name",
        r"\bdoor \d{1,3}\b(?![.:]\d|\s?[ap]m|\s?-)|\bdoors \d{1,3}(?:, \d{1,3})* (?:and|to) \d{1,3}\b",
    ),
    ("a number with a name", r"#\d{1,8}\b|\bnos?\.\s?\d{1,12}\b|\bno:?\s\d{7,12}\b|\bn\d{1,2}\b"),
    # heat 2 - 31 April: a dash with room on both sides parts the number from the date
    (
        "a number with a name",
        rf"\b{_LEGS}\s\d{{1,2}}(?=\s-\s(?:{WEEKDAY}|\d{{1,2}}[:.]\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}))",
    ),
    (
        "an accounting period",
        r"\bperiods?\s(?:0?[1-9]|1[0-3])(?:/(?:1[23]|2\d))?\b(?![/:.]\d|\s?[ap]m|\s?-)",
    ),
    (
        "an ordinal that is not a day",
        # 1st given 12.01.26, 2nd 11.02.26, 1st no. 11, 2nd: £20
        rf"(?=\d(?:st|nd|rd|th))\b(?<!the )(?<!on )(?<!of ){AFTER_DATE}\d.."
        + one_of(r"""
            \s(?=\d{1,2}[./-]\d{1,2}[./-]\d{2}), :?\s(?=£|nos?\b\.?|given\b|received\b|administered\b|injected\b)
        """),
    ),
    (
        "an ordinal that is not a day",
        r"\b\d{1,2}(?:st|nd|rd|th)[ -]"
        + one_of(r"""
                floor, edition, draft, party, place, class, year, century, birthday, anniversary, annual,
                iteration, attempt, round, time, version, street, avenue, grade, team, xi, battalion, person,
                degree, reading, generation, wave, cohort, quarter, half, dose, jab, choice, option, item, row,
                world, national, international, meeting, conference, symposium, festival, congress, forum,
                season, sitting, set, prizes?, placed?, wicket, minute, innings
            """)
        + r"\b",
    ),
    (
        "an ordinal that is not a day",
        r"\b(?:first|second|third)[ -]"
        + one_of(r"""
                floor, edition, draft, party, place, class, year, century, aid, aiders?, hand, world, half,
                of all, come, rate, names?, things? first, thing, impressions?, line, dose, reading, time,
                version, person, generation, language, home, opinion, thoughts?
            """)
        + r"\b",
    ),
    (
        "shorthand",
        either(
            r"\b"
            + one_of(r"""
                covid, sars-cov, type, f, a, b, r, n, cop, gpt, windows, gen, top, web, apollo
            """)
            + r"-\d{1,3}\b",
            r"\b\d{1,2}[ -](?:step|point|week|month|part|minute|hour|seater|page|year|mile)[ -]"
            + one_of(r"""
                plan, check, review, programme, process, pathway, wait, guide, strategy, project, walk, run,
                delay, contract
            """)
            + r"\b",
        ),
    ),
]
