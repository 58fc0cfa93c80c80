"""ORG: bodies of party and state, firms, schools, media and clubs, in full, in short and by their cues."""
