"""What would tell who a private person is, found in a text."""
