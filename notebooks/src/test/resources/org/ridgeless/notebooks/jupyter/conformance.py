"""The public conformance suite for Jupyter kernels, with samples in Java."""

import unittest

import jupyter_kernel_test


class JavaKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "java"
    language_name = "Java"
    file_extension = ".jshell"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("to the error stream");'
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"margin".length()', "result": "6"},
        {"code": "Math.max(2, 3)", "result": "3"},
    ]
    code_display_data = [{"code": 'display("<b>bold</b>", "text/html");', "mime": "text/html"}]
    completion_samples = [
        {"text": "Math.floorM", "matches": {"floorMod("}},
        {"text": "Thread.currentTh", "matches": {"currentThread()"}},
    ]
    complete_code_samples = ["int a = 1;", "1 + 1", "int twice(int x) { return 2 * x; }", "for (int i = 0; i < 2; i++) { }"]
    incomplete_code_samples = ["int twice(int x) {", "for (int i = 0; i < 2; i++) {", "Math.max(1,"]
    invalid_code_samples = ["int 1a = 2;", "a +* 2;"]
    code_history_pattern = "6*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.abs"
    code_clear_output = "clearOutput();"

    def execute_helper(self, *arguments, **options):
        """The suite gives each message 0.1 s, which is too little on a busy machine; this gives 5 s."""
        receive = self.kc.iopub_channel.get_msg

        async def receive_patiently(timeout=None):
            return await receive(timeout=5)

        self.kc.iopub_channel.get_msg = receive_patiently
        try:
            return super().execute_helper(*arguments, **options)
        finally:
            del self.kc.iopub_channel.get_msg


if __name__ == "__main__":
    unittest.main(verbosity=2)
