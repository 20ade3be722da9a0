"""Commands of meetings: agreeing one, and the meeting under the cursor."""
