using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Baseline.Cli.Commands;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Controls;

namespace Baseline.Cli;

/// <summary>Connects the tool to the process that it runs in.</summary>
public static class Program
{
    // Build servers kill what has not ended some seconds after they asked it to.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>The process.</summary>
    public static async Task<int> Main(string[] args)
    {
        var io = Connect();
        if (args is [CommandLine.Version])
        {
            // Nothing in it can be cancelled, and nothing needs a thread of its own.
            return BaselineApp.ShowVersion(io);
        }

        using var cancellation = new CancellationTokenSource();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        var run = Task.Run(() => new BaselineApp(new EstateSource(), ControlCatalogue.Product).RunAsync(args, io, cancellation.Token));
        await Task.WhenAny(run, EndAsync(asked.Task, io.Writes));
        return run.IsCompleted ? await run : (int)ExitCode.Cancelled;

        // The first signal asks, the second one ends the process as it would have without us.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            asked.TrySetResult();
            cancellation.Cancel();
        }
    }

    /// <summary>
    /// Completes where a run that was asked to end does not: it may wait for a disk or for a reader of its output. What is being
    /// written is finished first, however long that takes.
    /// </summary>
    private static async Task EndAsync(Task asked, WritesUnderWay writes)
    {
        await asked;
        do
        {
            await writes.WhenNone;
            await Task.Delay(Grace, TimeProvider.System, CancellationToken.None);
        }
        while (!writes.WhenNone.IsCompleted);
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place that may touch the console.")]
    private static IOContext Connect()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var terminal = new Terminal(
            !Console.IsInputRedirected,
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth);
        return new IOContext(
            new Answers(),
            new StreamWriter(Console.OpenStandardOutput(), utf8) { NewLine = "\n", AutoFlush = true },
            TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { NewLine = "\n", AutoFlush = true }),
            terminal,
            TimeProvider.System,
            Directory.GetCurrentDirectory(),
            Environment.GetEnvironmentVariable);
    }

    /// <summary>Standard input. It is opened where something is read from it: that sets a terminal up, which few commands need.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Belongs to the one place that may touch the console.")]
    private sealed class Answers : TextReader
    {
        public override int Peek() => Console.In.Peek();

        public override int Read() => Console.In.Read();

        public override int Read(char[] buffer, int index, int count) => Console.In.Read(buffer, index, count);

        public override string? ReadLine() => Console.In.ReadLine();
    }
}
