"""The first page, paragraph by paragraph: what is told is chosen here, how stands in `wording`."""
