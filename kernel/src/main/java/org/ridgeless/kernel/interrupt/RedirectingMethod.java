package org.ridgeless.kernel.interrupt;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Leads calls and method references to what {@link Intercepts} has in their place. */
class RedirectingMethod extends MethodVisitor {

    private final boolean exitsOnly;

    /** @param exitsOnly whether calls are left alone that do not end the process */
    RedirectingMethod(MethodVisitor next, boolean exitsOnly) {
        super(Opcodes.ASM9, next);
        this.exitsOnly = exitsOnly;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Handle replacement = Intercepts.replacement(owner, name, descriptor);
        if (replacement == null || opcode == Opcodes.INVOKESPECIAL || leftAlone(name)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, replacement.getOwner(), replacement.getName(), replacement.getDesc(), false);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrapMethod, Object... arguments) {
        Object[] mapped = arguments.clone();
        for (int i = 0; i < mapped.length; i++) {
            if (mapped[i] instanceof Handle handle && !leftAlone(handle.getName())) {
                mapped[i] = Intercepts.replacement(handle);
            }
        }
        super.visitInvokeDynamicInsn(name, descriptor, bootstrapMethod, mapped);
    }

    private boolean leftAlone(String name) {
        return exitsOnly && !Intercepts.isExit(name);
    }
}
