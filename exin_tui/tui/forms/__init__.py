"""Sheets with several fields: what a form is, what typed words mean, and the screen that shows one."""
