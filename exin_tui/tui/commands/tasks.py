"""Commands of tasks: of the participant at hand, and of the task under the cursor."""
