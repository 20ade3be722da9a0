"""Commands of applications, and of contact and activities that are logged."""
