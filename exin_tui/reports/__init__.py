"""What the team has to report: activity, flow, situation, cost. Nothing is reported yet."""
