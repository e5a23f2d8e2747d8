package dev.alluvium.cleaning.adapter;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory bound for all stores of the process: without it each partition's store takes a block cache and three
 * memtables of its own, which for twelve of them is more than the rest of the service.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 32L << 20;
    private static final long MEMTABLE_BYTES = 16L << 20;
    private static final long ONE_MEMTABLE_BYTES = 2L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    private static final WriteBufferManager MEMTABLES = new WriteBufferManager(MEMTABLE_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE).setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(MEMTABLES)
                .setWriteBufferSize(ONE_MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(2);
    }

    /** Leaves the shared cache alone: it lives as long as the process. */
    @Override
    public void close(String storeName, Options options) {}
}
