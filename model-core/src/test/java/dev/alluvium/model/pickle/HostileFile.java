package dev.alluvium.model.pickle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles and zips written byte by byte, as no torch would write them. */
final class HostileFile {
    private HostileFile() {}

    /** A pickle's bytes; each character is one. */
    static byte[] pickle(String operations) {
        return ("\u0080\u0002" + operations).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Pushes a text. */
    static String text(String value) {
        return "X" + (char) value.length() + "\0\0\0" + value;
    }

    /** Pushes a tensor over the four floats of data/0. */
    static String tensor(String offset, String shape, String strides) {
        return "ctorch._utils\n_rebuild_tensor_v2\n(" + storage("FloatStorage", "0", "K\u0004") + offset + shape
                + strides + "\u0089ccollections\nOrderedDict\n)Rt" + "R";
    }

    static String storage(String type, String key, String elements) {
        return "(" + text("storage") + "ctorch\n" + type + "\n" + text(key) + text("cpu") + elements + "tQ";
    }

    /** A state dictionary of one tensor. */
    static String state(String tensor) {
        return "}" + text("w") + tensor + "s.";
    }

    static Path zip(Path file, byte[] pickle, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "archive/data.pkl", pickle, ZipEntry.STORED);
            put(zip, "archive/data/0", new byte[16], method);
        }
        return Files.write(file, bytes.toByteArray());
    }

    static void put(ZipOutputStream zip, String name, byte[] data, int method) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        entry.setCrc(crc.getValue());
        entry.setSize(data.length);
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }
}
