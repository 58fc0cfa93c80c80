"""A data set as one page to look at: figures from the committed files, charts, a self-contained HTML file."""
