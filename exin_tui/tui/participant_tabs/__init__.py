"""The tabs of the participant's screen: what each is called, reads, shows and answers."""
