"""spaCy components that find mentions, and the trained pipeline: the only place where a `Doc` becomes mentions."""
