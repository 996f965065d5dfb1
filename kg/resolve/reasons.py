"""Why a form names a concept of another name, and how sure that is."""

from enum import IntEnum


class Reason(IntEnum):
    """Why a mention names its concept; of two reasons for one mention the later one counts."""

    OWN_FORM = 0
    SPELLING = 1
    MISPRINT = 2
    INFLECTED = 3
    TURNED = 4
    LONG_FORM = 5
    MODIFIER = 6
    HEAD_WORD = 7
    WRITTEN_OUT = 8
    DEFINED_HERE = 9
    KNOWN_HERE = 10
    SPELLED_HERE = 11
    DOMINANT_SENSE = 12
    INFLECTED_HERE = 13
    SPELLED_OUT_HERE = 14
    OTHER_HEAD_HERE = 15
    SHORTENED_HERE = 16
    OVERRIDE = 17


CONFIDENCE = {
    Reason.OWN_FORM: 1.0,
    Reason.SPELLING: 0.99,
    Reason.MISPRINT: 0.9,
    Reason.INFLECTED: 0.95,
    Reason.TURNED: 0.95,
    Reason.LONG_FORM: 0.95,
    Reason.MODIFIER: 0.9,
    Reason.HEAD_WORD: 0.95,
    Reason.WRITTEN_OUT: 0.95,
    Reason.DEFINED_HERE: 1.0,
    Reason.KNOWN_HERE: 0.95,
    Reason.SPELLED_HERE: 0.95,
    Reason.DOMINANT_SENSE: 0.9,
    Reason.INFLECTED_HERE: 0.95,
    Reason.SPELLED_OUT_HERE: 0.95,
    Reason.OTHER_HEAD_HERE: 0.9,
    Reason.SHORTENED_HERE: 0.85,
    Reason.OVERRIDE: 1.0,
}
"""From 0 to 1: the share of right merges in annotated papers, rounded; see docs/quality.md."""

COMMENT = {
    Reason.OWN_FORM: "the same form",
    Reason.SPELLING: "the same but for spaces, hyphens, accents, inner plurals and Greek letters",
    Reason.MISPRINT: "a misprint of one letter in a much commoner name",
    Reason.INFLECTED: "a verb or adjective for the commoner noun, or the other way round",
    Reason.TURNED: "the same turned round: A of B for B A",
    Reason.LONG_FORM: "both are written out for one abbreviation, and differ by a general word, an inflection or a misprint",
    Reason.MODIFIER: "the name with a word in front that is no part of it",
    Reason.HEAD_WORD: "the name with a general word behind it",
    Reason.WRITTEN_OUT: "the same with its abbreviation written out",
    Reason.DEFINED_HERE: "the paper defines it so",
    Reason.KNOWN_HERE: "the paper has the long form that other papers define it by",
    Reason.SPELLED_HERE: "the paper has one name whose words spell it",
    Reason.DOMINANT_SENSE: "papers that do not define it follow those that do",
    Reason.INFLECTED_HERE: "the same words in the same paper, inflected or in another order",
    Reason.SPELLED_OUT_HERE: "the paper has the same name with its abbreviation written out",
    Reason.OTHER_HEAD_HERE: "the same with another general word behind it in the same paper",
    Reason.SHORTENED_HERE: "the paper has one longer name that it shortens",
    Reason.OVERRIDE: "the user says so",
}
