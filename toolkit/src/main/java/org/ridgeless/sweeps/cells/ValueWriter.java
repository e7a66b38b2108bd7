package org.ridgeless.sweeps.cells;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Writes plain values as bytes, big endian: a byte for the kind, then what it needs. Numbers keep all bits, payloads of NaN
 * included; texts are a length and UTF-16 units; records are the name of their class and their components with names.
 */
final class ValueWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** The kinds of values; their order is part of the format. */
    enum Kind {
        NULL,
        TRUE,
        FALSE,
        BYTE,
        SHORT,
        INTEGER,
        LONG,
        FLOAT,
        DOUBLE,
        BIG_INTEGER,
        BIG_DECIMAL,
        TEXT,
        ENUM,
        DOUBLES,
        INTEGERS,
        LONGS,
        ARRAY,
        LIST,
        RECORD
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    ValueWriter number(long value) {
        return write(o -> o.writeLong(value));
    }

    ValueWriter text(String text) {
        return write(o -> {
            o.writeInt(text.length());
            o.writeChars(text);
        });
    }

    ValueWriter value(Object value) {
        if (value == null) {
            return kind(Kind.NULL);
        }
        if (value instanceof Number number) {
            return numeric(number);
        }
        if (value instanceof Boolean flag) {
            return kind(flag ? Kind.TRUE : Kind.FALSE);
        }
        if (value instanceof String text) {
            return kind(Kind.TEXT).text(text);
        }
        if (value instanceof Enum<?> constant) {
            return kind(Kind.ENUM).text(constant.getDeclaringClass().getName()).text(constant.name());
        }
        return several(value);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private ValueWriter numeric(Number number) {
        if (number instanceof Double d) {
            return kind(Kind.DOUBLE).write(o -> o.writeLong(Double.doubleToRawLongBits(d)));
        }
        if (number instanceof Integer i) {
            return kind(Kind.INTEGER).write(o -> o.writeInt(i));
        }
        if (number instanceof Long l) {
            return kind(Kind.LONG).number(l);
        }
        if (number instanceof Float f) {
            return kind(Kind.FLOAT).write(o -> o.writeInt(Float.floatToRawIntBits(f)));
        }
        if (number instanceof Short s) {
            return kind(Kind.SHORT).write(o -> o.writeShort(s));
        }
        if (number instanceof Byte b) {
            return kind(Kind.BYTE).write(o -> o.writeByte(b));
        }
        if (number instanceof BigInteger || number instanceof BigDecimal) {
            return kind(number instanceof BigInteger ? Kind.BIG_INTEGER : Kind.BIG_DECIMAL)
                    .text(number.toString());
        }
        throw new IllegalArgumentException("not a plain value: " + number.getClass());
    }

    private ValueWriter several(Object value) {
        if (value instanceof double[] numbers) {
            return kind(Kind.DOUBLES).write(o -> {
                o.writeInt(numbers.length);
                for (double number : numbers) {
                    o.writeLong(Double.doubleToRawLongBits(number));
                }
            });
        }
        if (value instanceof int[] numbers) {
            return kind(Kind.INTEGERS).write(o -> {
                o.writeInt(numbers.length);
                for (int number : numbers) {
                    o.writeInt(number);
                }
            });
        }
        if (value instanceof long[] numbers) {
            return kind(Kind.LONGS).write(o -> {
                o.writeInt(numbers.length);
                for (long number : numbers) {
                    o.writeLong(number);
                }
            });
        }
        if (value instanceof Object[] array) {
            kind(Kind.ARRAY).text(array.getClass().getName());
            return all(List.of(array));
        }
        if (value instanceof List<?> list) {
            return kind(Kind.LIST).all(list);
        }
        if (value instanceof Record row) {
            return ofRecord(row);
        }
        throw new IllegalArgumentException("not a plain value: " + value.getClass());
    }

    private ValueWriter all(List<?> values) {
        write(o -> o.writeInt(values.size()));
        values.forEach(this::value);
        return this;
    }

    private ValueWriter ofRecord(Record row) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        kind(Kind.RECORD).text(row.getClass().getName()).write(o -> o.writeInt(components.length));
        for (RecordComponent component : components) {
            text(component.getName()).value(Plain.component(row, component));
        }
        return this;
    }

    private ValueWriter kind(Kind kind) {
        return write(o -> o.writeByte(kind.ordinal()));
    }

    private ValueWriter write(Writing writing) {
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
