package dev.alluvium.model.gguf;

import dev.alluvium.model.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands before the tensors of a GGUF file of version 2 or 3, read with every count, length and offset checked
 * against the file's size.
 *
 * @param metadata by key
 * @param tensors by name
 */
record GgufHeader(Map<String, GgufValue> metadata, Map<String, Entry> tensors) {
    private static final long MAGIC = 0x46554747;
    private static final long SWAPPED_MAGIC = 0x47475546;
    private static final int MOST_KEYS = 1 << 16;
    private static final int MOST_TENSORS = 1 << 17;
    private static final int MOST_ELEMENTS = 1 << 22;
    private static final int MOST_NAME = 1 << 16;
    private static final int MOST_TEXT = 1 << 24;
    private static final int MOST_ROW = 1 << 26;
    private static final long ALIGNMENT = 32;
    private static final long MOST_ALIGNMENT = 1 << 20;

    /**
     * Where a tensor lies.
     *
     * @param shape rows first, as elsewhere; the file has it the other way round
     * @param begin the first byte's place in the file
     */
    record Entry(GgmlType type, long[] shape, long begin, long bytes) {
        long end() {
            return begin + bytes;
        }
    }

    static GgufHeader read(GgufBytes in, long size, GgufFault fault) {
        return new Reading(in, size, fault).header();
    }

    /** The state of reading one file. */
    private static final class Reading {
        private final GgufBytes in;
        private final long size;
        private final GgufFault fault;
        private int elements;

        Reading(GgufBytes in, long size, GgufFault fault) {
            this.in = in;
            this.size = size;
            this.fault = fault;
        }

        GgufHeader header() {
            magic();
            version();
            int tensorCount = in.count("tensor count", 24, MOST_TENSORS);
            int keyCount = in.count("key count", 13, MOST_KEYS);
            Map<String, GgufValue> metadata = new LinkedHashMap<>();
            for (int i = 0; i < keyCount; i++) {
                String key = in.text("a key", MOST_NAME);
                if (metadata.put(key, value(key)) != null) {
                    throw fault.at(key).damaged("a second time", "must stand in the file once");
                }
            }
            Map<String, Entry> relative = new LinkedHashMap<>();
            for (int i = 0; i < tensorCount; i++) {
                String name = in.text("a tensor's name", MOST_NAME);
                if (relative.put(name, entry(name)) != null) {
                    throw fault.at(name).damaged("a second time", "must stand in the file once");
                }
            }
            return new GgufHeader(
                    Collections.unmodifiableMap(metadata),
                    Collections.unmodifiableMap(placed(relative, alignment(metadata))));
        }

        private void magic() {
            long magic = in.u32();
            if (magic == SWAPPED_MAGIC) {
                throw bigEndian();
            }
            if (magic != MAGIC) {
                throw fault.refused(
                        "starts with %08x".formatted(Integer.reverseBytes((int) magic)),
                        "must start with GGUF",
                        "give a .gguf file; a download may have saved an error page or a pointer in its place");
            }
        }

        private void version() {
            long version = in.u32();
            if (version != 0 && (version & 0xffff) == 0) {
                throw bigEndian();
            }
            if (version == 1) {
                throw fault.refused(
                        "version 1",
                        "must be 2 or 3: version 1 was written for two months of 2023",
                        "take a newer file of the model, or make one by llama.cpp's convert_hf_to_gguf.py");
            }
            if (version != 2 && version != 3) {
                throw fault.refused("version " + version, "must be 2 or 3", "write it by a program for version 3");
            }
        }

        private ModelException bigEndian() {
            return fault.refused(
                    "big-endian",
                    "must be little-endian",
                    "take the file for little-endian machines, or turn it by gguf-py's gguf-convert-endian");
        }

        private GgufValue value(String key) {
            return value(key, in.u32());
        }

        private GgufValue value(String key, long type) {
            return switch ((int) type) {
                case 0, 1, 2, 3, 4, 5, 10, 11 -> new GgufValue.Whole(whole(type));
                case 6, 12 -> new GgufValue.Real(real(type));
                case 7 -> new GgufValue.Flag(flag(key));
                case 8 -> new GgufValue.Text(in.text(key, MOST_TEXT));
                case 9 -> array(key);
                default ->
                    throw fault.at(key).damaged("value of type " + type, "must be one of the types 0 to 12 of GGUF");
            };
        }

        private long whole(long type) {
            return switch ((int) type) {
                case 0 -> in.u8();
                case 1 -> (byte) in.u8();
                case 2 -> in.u16();
                case 3 -> (short) in.u16();
                case 4 -> in.u32();
                case 5 -> (int) in.u32();
                default -> in.i64();
            };
        }

        private double real(long type) {
            return type == 6 ? Float.intBitsToFloat((int) in.u32()) : Double.longBitsToDouble(in.i64());
        }

        private boolean flag(String key) {
            int value = in.u8();
            if (value > 1) {
                throw fault.at(key).damaged("boolean " + value, "must be 0 or 1");
            }
            return value == 1;
        }

        private GgufValue array(String key) {
            long type = in.u32();
            if (type == 9) {
                throw fault.at(key)
                        .refused(
                                "an array of arrays",
                                "is not read: no decoder's settings are nested",
                                "take the model from a source that you trust");
            }
            if (type > 12) {
                throw fault.at(key).damaged("array of type " + type, "must be one of the types 0 to 12 of GGUF");
            }
            int count = in.count("elements of " + key, bytes(type), MOST_ELEMENTS - elements);
            elements += count;
            if (type == 8) {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    texts.add(in.text(key, MOST_TEXT));
                }
                return new GgufValue.Texts(Collections.unmodifiableList(texts));
            }
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = type == 7 ? (flag(key) ? 1 : 0) : type == 6 || type == 12 ? real(type) : whole(type);
            }
            return new GgufValue.Numbers(numbers);
        }

        private static int bytes(long type) {
            return switch ((int) type) {
                case 0, 1, 7 -> 1;
                case 2, 3 -> 2;
                case 4, 5, 6 -> 4;
                default -> 8;
            };
        }

        /** Its place is relative yet: the tensors begin where the head ends. */
        private Entry entry(String name) {
            GgufFault here = fault.at(name);
            long dimensions = in.u32();
            if (dimensions < 1 || dimensions > 4) {
                throw here.damaged(dimensions + " dimensions", "must have 1 to 4");
            }
            long[] shape = new long[(int) dimensions];
            long values = 1;
            for (int i = shape.length - 1; i >= 0; i--) {
                shape[i] = in.i64();
                if (shape[i] < 1 || shape[i] > Integer.MAX_VALUE || values > Long.MAX_VALUE / 8 / shape[i]) {
                    throw here.damaged(
                            "dimension " + Long.toUnsignedString(shape[i]),
                            "must be 1 to " + Integer.MAX_VALUE + ", and all together below 2^60 values");
                }
                values *= shape[i];
            }
            long number = in.u32();
            GgmlType type = GgmlType.of(number)
                    .orElseThrow(() -> here.refused(
                            GgmlType.name(number),
                            "must be one of " + GgmlType.known(),
                            "take another quantisation of the model, such as Q4_K_M or Q8_0"));
            if (shape[shape.length - 1] > MOST_ROW) {
                throw here.damaged("rows of " + shape[shape.length - 1] + " values", "must be at most " + MOST_ROW);
            }
            if (shape[shape.length - 1] % type.blockValues() != 0) {
                throw here.damaged(
                        "rows of " + shape[shape.length - 1] + " values",
                        "must be whole blocks of " + type.blockValues() + " in " + type);
            }
            return new Entry(type, shape, in.i64(), type.bytes(values));
        }

        private long alignment(Map<String, GgufValue> metadata) {
            GgufValue value = metadata.getOrDefault("general.alignment", new GgufValue.Whole(ALIGNMENT));
            long alignment = value instanceof GgufValue.Whole whole ? whole.value() : 0;
            if (alignment < 8 || alignment > MOST_ALIGNMENT || Long.bitCount(alignment) != 1) {
                throw fault.at("general.alignment")
                        .damaged(value.kind(), "must be a power of two from 8 to " + MOST_ALIGNMENT);
            }
            return alignment;
        }

        private Map<String, Entry> placed(Map<String, Entry> relative, long alignment) {
            long start = (in.position() + alignment - 1) / alignment * alignment;
            long room = Math.max(0, size - start);
            Map<String, Entry> placed = new LinkedHashMap<>();
            relative.forEach((name, entry) -> {
                long offset = entry.begin();
                if (offset < 0 || offset % alignment != 0) {
                    throw fault.at(name)
                            .damaged("offset " + Long.toUnsignedString(offset), "must be a multiple of " + alignment);
                }
                if (entry.bytes() > room || offset > room - entry.bytes()) {
                    throw fault.at(name)
                            .damaged(
                                    entry.bytes() + " bytes at offset " + offset,
                                    "reaches beyond the " + room
                                            + " bytes of tensors: the file is truncated or damaged");
                }
                placed.put(name, new Entry(entry.type(), entry.shape(), start + offset, entry.bytes()));
            });
            requireApart(placed);
            return placed;
        }

        private void requireApart(Map<String, Entry> placed) {
            List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(placed.entrySet());
            inOrder.sort(Comparator.comparingLong(each -> each.getValue().begin()));
            for (int i = 1; i < inOrder.size(); i++) {
                Map.Entry<String, Entry> before = inOrder.get(i - 1);
                Map.Entry<String, Entry> here = inOrder.get(i);
                if (here.getValue().begin() < before.getValue().end()) {
                    throw fault.at(here.getKey())
                            .damaged(
                                    Arrays.toString(here.getValue().shape()),
                                    "must not share bytes with " + before.getKey());
                }
            }
        }
    }
}
