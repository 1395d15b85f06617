"""The main job once, end to end, on the sample material (``collector demo``)."""
