"""The errors that a user can meet. Each message says what was wrong, where, and what would work.

The command line prints the message of a `KGError` on one line and exits with 2; anything else is a bug.
"""


class KGError(Exception):
    """Base of every error that paperkg raises on purpose."""


class InputError(KGError, ValueError):
    """An input file, or a record of it, cannot be read."""


class SettingsError(KGError, ValueError):
    """A setting in kg.toml or on the command line is not valid."""


class PluginNotFound(KGError, LookupError):
    """No installed package offers a reader, output or pipeline of that name."""


class PipelineError(KGError, RuntimeError):
    """A spaCy pipeline cannot be loaded, or does not keep the contract of an extractor."""


class AtlasError(KGError, RuntimeError):
    """A folder is not an atlas, is damaged, or is being written by somebody else."""


class NotInAtlas(KGError, LookupError):
    """The atlas holds no such paper, concept or table."""


class QueryError(KGError, ValueError):
    """A query is not valid SPARQL, is not allowed, or lacks a parameter."""
