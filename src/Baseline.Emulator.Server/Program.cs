using System.CommandLine;
using System.CommandLine.Invocation;
using System.Diagnostics.CodeAnalysis;

namespace Baseline.Emulator.Server;

/// <summary>Connects the server to the process that it runs in.</summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "The one place that may touch the console.")]
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        var result = new ServerCommand().Root(ServeAsync).Parse(args);
        return result.Action is ParseErrorAction
            ? Task.FromResult(Refuse(result))
            : result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Says what is wrong, and nothing on standard output, where a pipe waits for the address.</summary>
    private static int Refuse(ParseResult result)
    {
        foreach (var error in result.Errors)
        {
            Console.Error.WriteLine($"baseline-emulator: {error.Message}");
        }

        Console.Error.WriteLine("What it takes: baseline-emulator --help");
        return 1;
    }

    private static async Task<int> ServeAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var server = await EmulatorServer.StartAsync(options, cancellationToken);
            await Console.Out.WriteAsync(Announcement.Of(server));
            await Console.Error.WriteLineAsync($"Serving {options.EstateFile} at {server.Endpoint}; Ctrl+C ends it.");
            await server.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or EstateFormatException)
        {
            await Console.Error.WriteLineAsync($"baseline-emulator: {exception.Message}");
            return 1;
        }
    }
}
