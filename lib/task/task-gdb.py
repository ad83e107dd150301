# What suspended tasks wait for, in gdb:
#
#   gdb -x lib/task/task-gdb.py PROGRAM PID     (or a core file for PID)
#   (gdb) schakel-tasks
#
# A suspended task is a stack without a thread: its registers stand at the point where it stopped
# (struct saved of switch.c). An unwinder tells gdb, for a moment, that the newest frame was called
# from there. Nothing of the program is written, so that it works on core files too.

import gdb
from gdb.unwinder import Unwinder, register_unwinder

MOST_FRAMES = 64

# Offset of each saved register from the stack pointer, and how much switch_stacks_ pops.
LAYOUTS = {
	'i386:x86-64': ({'r15': 8, 'r14': 16, 'r13': 24, 'r12': 32, 'rbx': 40, 'rbp': 48, 'rip': 56}, 64, 'rsp', 'rip'),
	'aarch64': ({**{'x%d' % (19 + i): 8 * i for i in range(11)}, 'pc': 88}, 160, 'sp', 'pc'),
}


class FrameId:
	def __init__(self, sp, pc):
		self.sp = sp
		self.pc = pc


class SuspendedUnwinder(Unwinder):
	def __init__(self):
		super().__init__('schakel-suspended-task')
		self.point = None  # stack pointer of the task that is shown; None: leave gdb alone

	def __call__(self, pending):
		if self.point is None:
			return None
		offsets, size, sp_name, pc_name = LAYOUTS[pending.architecture().name()]
		sp = pending.read_register(sp_name)
		if sp != self.newest_sp:
			return None  # not the newest frame: gdb knows its way from there
		at = gdb.Value(self.point)
		void_pp = gdb.lookup_type('void').pointer().pointer()
		# The saved stack pointer names it: gdb takes no caller that stands below its callee, as the loop's own stack does.
		info = pending.create_unwind_info(FrameId(at, pending.read_register(pc_name)))
		for name, offset in offsets.items():
			info.add_saved_register(name, (at + offset).cast(void_pp).dereference())
		info.add_saved_register(sp_name, (at + size).cast(gdb.lookup_type('void').pointer()))
		return info


unwinder = SuspendedUnwinder()
register_unwinder(None, unwinder, replace=True)


def describe(frame):
	where = frame.find_sal()
	name = frame.name() or '??'
	if where is not None and where.symtab is not None:
		return '%s at %s:%d' % (name, where.symtab.filename, where.line)
	return '%s at %#x' % (name, frame.pc())


def frames_of(point):
	unwinder.newest_sp = gdb.newest_frame().read_register(LAYOUTS[gdb.newest_frame().architecture().name()][2])
	unwinder.point = int(point)
	gdb.invalidate_cached_frames()
	try:
		frame = gdb.newest_frame().older()
		for _ in range(MOST_FRAMES):
			if frame is None or not frame.is_valid():
				return
			yield frame
			frame = frame.older()
	finally:
		unwinder.point = None
		gdb.invalidate_cached_frames()


def mapped_tasks():
	task_type = gdb.lookup_type('struct task')
	offset = next(f.bitpos // 8 for f in task_type.fields() if f.name == 'stack')
	stack = gdb.parse_and_eval('stack_first')
	while int(stack) != 0:
		yield gdb.Value(int(stack) - offset).cast(task_type.pointer())
		stack = stack['next']


class SchakelTasks(gdb.Command):
	"""Backtraces of all suspended tasks."""

	def __init__(self):
		super().__init__('schakel-tasks', gdb.COMMAND_STACK)

	def invoke(self, _argument, _from_tty):
		count = 0
		for task in mapped_tasks():
			state = str(task['state'])
			if state in ('TASK_ENDED', 'TASK_RUNNING'):
				continue
			count += 1
			print('task %#x %s, begun as %s' % (int(task), state, task['fn'].format_string(symbols=True)))
			for depth, frame in enumerate(frames_of(task['point']['sp'])):
				print('  #%-2d %s' % (depth, describe(frame)))
		print('%d suspended tasks' % count)


SchakelTasks()
