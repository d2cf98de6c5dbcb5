"""Forms: one slip, card, entry or page for each person, known by labels that come back."""
