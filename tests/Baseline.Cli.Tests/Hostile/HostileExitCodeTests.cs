using System.Diagnostics;
using Baseline.Cli.Commands;
using Baseline.Emulator;
using Baseline.TestKit.Loopback;
using Xunit;

namespace Baseline.Cli.Tests.Hostile;

/// <summary>
/// What <c>apply</c> and <c>undo</c> return, over a real socket, where a write or a read around it is answered wrongly: 0 only
/// where everything is known to be as it should be. Each answer stands for others that are told in the same way.
/// </summary>
public sealed class HostileExitCodeTests
{
    private static readonly string[] Apply = ["apply", "--auto-approve", "--journal", "run.jsonl"];
    private static readonly string[] Undo = ["undo", "run.jsonl", "--auto-approve", "--journal", "undo.jsonl"];

    // What is measured in real time ends within fractions of a second. A run has two writes to the account, one after the other,
    // and each may take its ten minutes and be looked at for one more.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WaitBound = TimeSpan.FromMinutes(22);

    private static readonly Dictionary<string, (string[] Command, string Method, string Path)> Writes = new(StringComparer.Ordinal)
    {
        ["setting"] = (Apply, "PUT", "/diagnosticSettings/"),
        ["policy"] = (Apply, "PUT", "/managementPolicies/"),
        ["role"] = (Apply, "PUT", "/roleAssignments/"),
        ["account"] = (Apply, "PATCH", "/storageAccounts/"),
        ["undo of the setting"] = (Undo, "DELETE", "/diagnosticSettings/"),
        ["undo of the policy"] = (Undo, "DELETE", "/managementPolicies/"),
        ["undo of the role"] = (Undo, "DELETE", "/roleAssignments/"),
        ["undo of the account"] = (Undo, "PATCH", "/storageAccounts/"),
    };

    /// <summary>The exit code where the write took effect all the same, and where it did not.</summary>
    private static readonly Dictionary<WrongAnswer, (ExitCode WithEffect, ExitCode Without)> Expected = new()
    {
        // Refused: told as such, whatever it did.
        [WrongAnswer.HtmlNotFound] = (ExitCode.AppliedInPart, ExitCode.AppliedInPart),
        [WrongAnswer.Forbidden] = (ExitCode.AppliedInPart, ExitCode.AppliedInPart),
        [WrongAnswer.Crossed] = (ExitCode.Stale, ExitCode.Stale),
        [WrongAnswer.AcceptedAndFailed] = (ExitCode.AppliedInPart, ExitCode.AppliedInPart),

        // Open, or said to be done: reading back decides.
        [WrongAnswer.GatewayTimeout] = (ExitCode.Done, ExitCode.AppliedInPart),
        [WrongAnswer.AcceptedForEver] = (ExitCode.Done, ExitCode.AppliedInPart),
        [WrongAnswer.AcceptedElsewhere] = (ExitCode.Done, ExitCode.AppliedInPart),
        [WrongAnswer.AcceptedAndDone] = (ExitCode.Done, ExitCode.AppliedInPart),
        [WrongAnswer.EmptyObject] = (ExitCode.Done, ExitCode.AppliedInPart),
        [WrongAnswer.OtherResource] = (ExitCode.Done, ExitCode.AppliedInPart),
        [WrongAnswer.Hangup] = (ExitCode.Done, ExitCode.AppliedInPart),
        [WrongAnswer.Slow] = (ExitCode.Done, ExitCode.AppliedInPart),
    };

    public static TheoryData<string, WrongAnswer> WritesAndAnswers => Rows([.. Expected.Keys]);

    public static TheoryData<string, WrongAnswer> ReadsAndAnswers =>
        Rows([WrongAnswer.HtmlNotFound, WrongAnswer.Forbidden, WrongAnswer.GatewayTimeout, WrongAnswer.EmptyObject, WrongAnswer.Half]);

    [Theory]
    [MemberData(nameof(WritesAndAnswers))]
    public async Task A_write_is_done_only_where_it_is_known_to_have_taken_effect(string write, WrongAnswer wrong)
    {
        var (command, method, path) = Writes[write];
        await Task.WhenAll(CheckAsync(takesEffect: true, Expected[wrong].WithEffect), CheckAsync(takesEffect: false, Expected[wrong].Without));

        async Task CheckAsync(bool takesEffect, ExitCode expected)
        {
            using var folder = await BeforeAsync(command);

            var code = await RunAsync(folder, command, wrong, (sent, at) => sent == method && at.Contains(path, StringComparison.OrdinalIgnoreCase), takesEffect);

            Assert.Equal(expected, code);
            var isDone = await IsDoneAsync(folder, command);
            Assert.True(isDone || code != ExitCode.Done, "It is told as done, and is not.");
            Assert.True(takesEffect || !isDone, "The write was to have no effect.");
        }
    }

    [Theory]
    [MemberData(nameof(ReadsAndAnswers))]
    public async Task Wrong_answers_to_the_reads_around_a_write_never_end_as_done_where_something_is_left(string write, WrongAnswer wrong)
    {
        var (command, _, path) = Writes[write];
        using var folder = await BeforeAsync(command);

        var code = await RunAsync(folder, command, wrong, (sent, at) => sent == "GET" && at.Contains(path, StringComparison.OrdinalIgnoreCase), takesEffect: true);

        Assert.True(code != ExitCode.Done || await IsDoneAsync(folder, command));
    }

    private static TheoryData<string, WrongAnswer> Rows(WrongAnswer[] answers)
    {
        var rows = new TheoryData<string, WrongAnswer>();
        foreach (var write in Writes.Keys)
        {
            foreach (var answer in answers)
            {
                rows.Add(write, answer);
            }
        }

        return rows;
    }

    /// <summary>A folder in which a command has something to do.</summary>
    private static async Task<HostileFolder> BeforeAsync(string[] command)
    {
        var folder = new HostileFolder();
        if (command == Undo)
        {
            Assert.Equal(ExitCode.Done, await HonestAsync(folder, Apply));
        }

        return folder;
    }

    private static async Task<ExitCode> RunAsync(
        HostileFolder folder, string[] command, WrongAnswer wrong, Func<string, string, bool> isAttacked, bool takesEffect)
    {
        await using var server = new HostileServer(new ArmEmulatorHandler(folder.Azure), wrong, isAttacked, takesEffect);
        var azure = new SocketAzure(server.Address);
        var terminal = new FakeTerminal { WorkingDirectory = folder.Root, IsTerminal = false, Clock = azure.Clock };
        var start = Stopwatch.GetTimestamp();

        var code = await terminal.RunAsync(azure, command);

        Assert.True(server.Attacked > 0, $"{terminal.Output}{terminal.Error}");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Bound);
        Assert.InRange(azure.Clock.Waited, TimeSpan.Zero, WaitBound);
        return (ExitCode)code;
    }

    /// <summary>Whether an honest Azure has nothing left to do for the same command.</summary>
    private static async Task<bool> IsDoneAsync(HostileFolder folder, string[] command)
    {
        var writes = folder.Writes;
        Assert.Equal(ExitCode.Done, await HonestAsync(folder, command, "again.jsonl"));
        return folder.Writes == writes;
    }

    private static async Task<ExitCode> HonestAsync(HostileFolder folder, string[] command, string? journal = null)
    {
        await using var server = new HostileServer(new ArmEmulatorHandler(folder.Azure), WrongAnswer.Forbidden, (_, _) => false);
        var terminal = new FakeTerminal { WorkingDirectory = folder.Root, IsTerminal = false };
        var code = await terminal.RunAsync(new SocketAzure(server.Address), journal is null ? command : [.. command[..^1], journal]);
        return (ExitCode)code;
    }
}
