//! What a thread has asked for while it ran, by the [`Mailbox`]: requests, threads, names, waking others.
//!
//! Not what it waits for itself; that is in `schedule`. Begin with [`World::collect_orders`].

use super::mailbox::Mailbox;
use super::schedule::{Order, World};
use super::wait::{Slot, SlotState};
use trace::Kind;
use vm::value::Value;

impl World {
    /// Does what the thread has asked for that has just run.
    pub(super) fn collect_orders(&mut self) {
        let mailbox = self.vm.extensions.get::<Mailbox>();
        let outgoing = std::mem::take(&mut mailbox.outgoing);
        let aborted = std::mem::take(&mut mailbox.aborted);
        let threads = std::mem::take(&mut mailbox.threads);
        let renamed = std::mem::take(&mut mailbox.renamed);
        let woken = std::mem::take(&mut mailbox.woken);
        let interrupted = std::mem::take(&mut mailbox.interrupted);
        let killed = std::mem::take(&mut mailbox.killed);
        self.forget_suspended_waits();
        for (request, owner) in outgoing {
            self.owners.insert(request.id, owner);
            self.orders.push(Order::Send(request));
        }
        for id in aborted {
            self.forget(id);
            self.orders.push(Order::Abort(id));
        }
        for new in threads {
            self.start(new);
        }
        for (ident, name) in renamed {
            if let Some(slot) = self.threads.get_mut(ident as usize) {
                self.vm.recorder.rename_lane(slot.lane, &name);
                slot.name = name;
            }
        }
        for (ticket, because) in woken {
            let waits = |slot: &Slot| matches!(slot.state, SlotState::Ticket(other, _) if other == ticket);
            match self.threads.iter().position(waits) {
                Some(at) => self.unblock(at, Value::Bool(true).into(), because),
                None => self.end_suspended_wait(ticket),
            }
        }
        self.interrupt_polls(interrupted);
        for process in killed {
            self.kill(process as usize);
        }
    }

    /// Ends the polls of these threads' loops: something was written to the sockets with which they wake themselves.
    pub(super) fn interrupt_polls(&mut self, threads: Vec<u32>) {
        for ident in threads {
            let at = ident as usize;
            if matches!(self.threads.get(at), Some(Slot { state: SlotState::Poll(_), .. })) {
                self.end_poll(at);
            } else if at == 0 {
                self.end_suspended_poll();
            }
        }
    }

    /// The threads of a process go no further. What they hold they keep.
    fn kill(&mut self, process: usize) {
        self.processes.get(process).runnable.clear();
        for slot in self.threads.iter_mut().filter(|slot| slot.process == process) {
            if !matches!(slot.state, SlotState::Finished) {
                slot.state = SlotState::Finished;
                let before = self.vm.recorder.go_to(slot.point);
                self.vm.recorder.record(Kind::ThreadFinished);
                self.vm.recorder.go_to(before);
            }
        }
    }
}
