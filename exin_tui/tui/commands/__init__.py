"""What can be done, declared once: footer, help, palette, keymap and ``exin keys`` read it from here."""
