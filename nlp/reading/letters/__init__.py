"""Letters and mails: where each begins, who writes it, what it asks for."""
