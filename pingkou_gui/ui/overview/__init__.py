"""总览与导出: what is open, how the year compares, and the finished file."""
