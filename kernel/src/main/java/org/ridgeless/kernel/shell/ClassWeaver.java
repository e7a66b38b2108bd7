package org.ridgeless.kernel.shell;

import java.util.HashSet;
import java.util.Set;
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
final class ClassWeaver {

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

    static byte[] weave(byte[] classFile) {
        try {
            ClassReader reader = new ClassReader(classFile);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Weaving(writer), 0);
            return writer.toByteArray();
        } catch (MethodTooLargeException e) {
            // A method at the limit of the class file has no room for call sites; it runs as it is.
            return classFile;
        }
    }

    private static final class Weaving extends ClassVisitor {

        Weaving(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new PollingMethod(next, !name.equals(DO_IT));
        }
    }

    private static final class PollingMethod extends MethodVisitor {

        private final Set<Label> passed = new HashSet<>();
        private final boolean pollAtEntry;

        PollingMethod(MethodVisitor next, boolean pollAtEntry) {
            super(Opcodes.ASM9, next);
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

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Handle replacement = Intercepts.replacement(owner, name, descriptor);
            if (replacement == null || opcode == Opcodes.INVOKESPECIAL) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else {
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        replacement.getOwner(),
                        replacement.getName(),
                        replacement.getDesc(),
                        false);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrapMethod, Object... arguments) {
            Object[] mapped = arguments.clone();
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = mapped[i] instanceof Handle handle ? Intercepts.replacement(handle) : mapped[i];
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrapMethod, mapped);
        }
    }
}
