package org.ridgeless.kernel.interrupt;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes the classes of cells interruptible. Each method entry and each backward branch gets a call site that is linked to
 * nothing, which costs nothing once compiled; an interrupt relinks it to a throw. Calls that would end or leave the
 * process are led to {@link Intercepts}.
 */
public final class ClassWeaver {

    private static final String DO_IT = "do_it$";
    private static final String VOID = "()V";
    private static final Handle BOOTSTRAP = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(Interruption.class),
            "link",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
                    + "Ljava/lang/invoke/CallSite;",
            false);

    private ClassWeaver() {}

    public static byte[] weave(byte[] classFile) {
        return weave(classFile, (next, name) -> new PollingMethod(next, !name.equals(DO_IT)));
    }

    /** Only leads calls that would end the process elsewhere. */
    public static byte[] weaveExits(byte[] classFile) {
        return weave(classFile, (next, name) -> new RedirectingMethod(next, true));
    }

    private static byte[] weave(byte[] classFile, BiFunction<MethodVisitor, String, MethodVisitor> method) {
        try {
            ClassReader reader = new ClassReader(classFile);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Weaving(writer, method), 0);
            return writer.toByteArray();
        } catch (MethodTooLargeException e) {
            // A method at the limit of the class file has no room for call sites; it runs as it is.
            return classFile;
        }
    }

    private static final class Weaving extends ClassVisitor {

        private final BiFunction<MethodVisitor, String, MethodVisitor> method;

        Weaving(ClassVisitor next, BiFunction<MethodVisitor, String, MethodVisitor> method) {
            super(Opcodes.ASM9, next);
            this.method = method;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return method.apply(super.visitMethod(access, name, descriptor, signature, exceptions), name);
        }
    }

    private static final class PollingMethod extends RedirectingMethod {

        private final Set<Label> passed = new HashSet<>();
        private final boolean pollAtEntry;

        PollingMethod(MethodVisitor next, boolean pollAtEntry) {
            super(next, false);
            this.pollAtEntry = pollAtEntry;
        }

        private void poll() {
            super.visitInvokeDynamicInsn("poll", VOID, BOOTSTRAP);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (pollAtEntry) {
                poll();
            }
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                poll();
            }
            super.visitJumpInsn(opcode, label);
        }
    }
}
