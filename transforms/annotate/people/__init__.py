"""PER: people by surname, office, kin, lists and repeats, and what only looks like one."""
