"""Runs build-script without and with a guard, and tells what happened (see run)."""

import os
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))

from rig import guard, internet, space  # noqa: E402

# The steps of build-script that a guarded build is meant to do; the other ones are the attack.
HONEST = {"look up a name", "fetch a page", "fetch a package"}

COLOUR = sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def paint(text, code):
    return f"\033[{code}m{text}\033[0m" if COLOUR else text


def bold(text):
    return paint(text, "1")


def green(text):
    return paint(text, "32")


def red(text):
    return paint(text, "31")


def heading(text):
    print(f"\n{bold(text)}", flush=True)


def steps(result):
    """{step: whether it worked} from what build-script prints."""
    pairs = (line.rpartition(": ") for line in result.out.splitlines())
    return {name: word == "worked" for name, _, word in pairs if word in ("worked", "did not work")}


def show_policy(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        print(f"  {number:2} {paint(line, '2') if line.startswith('#') else line}")


def describe(event):
    """One event of the log as a line: verdict, what, who, and why."""
    allowed = event["policy"] == "allow"
    what = event.get("url") or event.get("name") or event.get("host") or ""
    where = f"{event.get('dst_ip', '?')}:{event.get('dst_port', '?')}"
    program = os.path.basename(event.get("exe", "an unknown program"))
    rule = event.get("rule")
    why = f"line {rule['line']}: {rule['text']}" if rule else event.get("reason", "no rule allows it")
    verdict = green("allowed") if allowed else red("refused")
    return (f"  {verdict}  {event['type']:5} {what or where:44.44}  "
            f"{program}[{event.get('pid', '?')}]  {paint(why, '2')}")


def tour(net):
    machine = guard.Machine(net)
    script = shutil.copy(HERE / "build-script", net.dir / "build-script")
    policy = HERE / "ci.egress"

    heading("The policy, examples/quickstart/ci.egress")
    show_policy(policy)

    token = os.urandom(10).hex()
    net.oracle.mark()
    bare = machine.plain([script], env={"TOKEN": token}, timeout=60)
    stolen = net.oracle.wait_for(token.encode())
    heading("The build script without egress-run")
    for name, worked in steps(bare).items():
        honest = name in HONEST
        print(f"  {'works' if worked else 'fails':7} "
              f"{(green if worked == honest else red)(name)}")
    print(f"  The attacker captured {len(net.oracle.packets())} packets, "
          f"{red('the token in them') if stolen else 'no token in them'}.")

    token = os.urandom(10).hex()
    net.oracle.mark()
    guarded = machine.guarded([script], policy.read_text(), env={"TOKEN": token}, timeout=60)
    net.oracle.fence()
    packets, leaked = len(net.oracle.packets()), net.oracle.holds(token.encode())
    heading("The same under  egress-run --bytecode ci.egb --log connections.jsonl -- ./build-script")
    for name, worked in steps(guarded).items():
        honest = name in HONEST
        print(f"  {'works' if worked else 'fails':7} "
              f"{(green if worked == honest else red)(name)}")
    heading("Its log: what was asked, by which process, and the line that decided")
    for event in guarded.log:
        if "policy" in event and event["type"] != "dns_response":
            print(describe(event))
    print(f"\n  The attacker captured {packets} packets of this machine, "
          f"{red('THE TOKEN IN THEM') if leaked else green('and no token')}.")

    wrong = [f"without a guard, '{name}' should work" for name, worked in steps(bare).items()
             if not worked]
    wrong += [f"under the policy, '{name}' should {'work' if name in HONEST else 'fail'}"
              for name, worked in steps(guarded).items() if worked != (name in HONEST)]
    if not stolen:
        wrong.append("without a guard, the token should have reached the attacker")
    if leaked or packets:
        wrong.append("under the policy, nothing should have reached the attacker")
    if len(steps(guarded)) != len(steps(bare)) or not guarded.log:
        wrong.append(f"the guarded run did not go to its end:\n{guarded}")
    return wrong


def main():
    space.enter()
    try:
        with internet.Internet() as net:
            wrong = tour(net)
    except space.RigError as error:
        sys.exit(f"quickstart: {error}")
    for sentence in wrong:
        print(red(f"quickstart: {sentence}"), file=sys.stderr)
    if not wrong:
        print(green("\nAs it should be: the build got what it needs, and the token stayed."))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
