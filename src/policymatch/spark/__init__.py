"""The batch inside Apache Spark: the same kernel, firms spread over the executors of a cluster.

start   pyspark and Java, or what is missing; a session
job     what every Python process of an executor is sent once, and what tasks tell besides their rows
table   a firm table → a folder of Parquet: each task reads its own range of firms, nothing is shuffled
frames  a data frame of firms → the data frame of their matches
"""

from policymatch.spark.frames import match, notes
from policymatch.spark.start import session
from policymatch.spark.table import PARTITION_ROWS, write_matches

__all__ = ["PARTITION_ROWS", "match", "notes", "session", "write_matches"]
