"""Donate, membership, subscribe, newsletter, app, follow-us, paywall and registration prompts, ad-blocker and cookie walls."""
