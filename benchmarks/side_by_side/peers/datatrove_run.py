"""datatrove: WARC reader, trafilatura, MinHash in its four stages, Parquet. It has no entities and no metadata.

datatrove_run.py ARCHIVES OUT
"""

import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import ParquetReader, WarcReader
from datatrove.pipeline.writers import ParquetWriter

archives, out = sys.argv[1:]
config = MinhashConfig()
signatures, buckets, remove = (f"{out}/minhash/{name}" for name in ("signatures", "buckets", "remove"))
stages = [
    [
        # its default of 0.1 s a page drops pages on a busy machine; nothing else is changed
        WarcReader(archives, glob_pattern="*.warc.gz"), Trafilatura(timeout=10),
        ParquetWriter(f"{out}/extracted", output_filename="${rank}.parquet"),
        MinhashDedupSignature(signatures, config=config, language="vi"),
    ],
    [MinhashDedupBuckets(signatures, buckets, config=config)],
    [MinhashDedupCluster(buckets, remove, config=config)],
    [
        ParquetReader(f"{out}/extracted"), MinhashDedupFilter(remove),
        ParquetWriter(f"{out}/articles", output_filename="${rank}.parquet"),
    ],
]  # fmt: skip
if __name__ == "__main__":
    for number, stage in enumerate(stages):
        tasks = config.num_buckets if number == 1 else 1
        LocalPipelineExecutor(stage, tasks=tasks, workers=1, logging_dir=f"{out}/logs/{number}").run()
