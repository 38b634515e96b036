using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Baseline.Cli.Estates;

namespace Baseline.Cli;

/// <summary>Connects the tool to the process that it runs in.</summary>
public static class Program
{
    /// <summary>The process.</summary>
    public static async Task<int> Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        var io = Connect();
        var code = await new BaselineApp(new EstateSource()).RunAsync(args, io, cancellation.Token);
        await io.Output.FlushAsync(CancellationToken.None);
        return code;

        // The first signal asks, the second one ends the process as it would have without us.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
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
            Console.In,
            new StreamWriter(Console.OpenStandardOutput(), utf8) { NewLine = "\n", AutoFlush = true },
            TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { NewLine = "\n", AutoFlush = true }),
            terminal,
            TimeProvider.System,
            Directory.GetCurrentDirectory(),
            Environment.GetEnvironmentVariable);
    }
}
