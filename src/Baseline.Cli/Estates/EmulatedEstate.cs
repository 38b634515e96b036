using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Emulator;
using Baseline.Estates;

namespace Baseline.Cli.Estates;

/// <summary>The embedded emulator behind the same pipeline that talks to Azure: only the network is missing.</summary>
internal static class EmulatedEstate
{
    // Nothing is far away and nothing is throttled, so nobody needs to wait.
    private static readonly TimeSpan NoTime = TimeSpan.FromMilliseconds(1);

    /// <summary>Opens an emulator over an estate file.</summary>
    /// <param name="path">The file, which <see cref="EstateSession.Keep"/> writes back.</param>
    /// <param name="seed">Its content.</param>
    /// <param name="held">The estate that it holds.</param>
    /// <param name="io">The world outside.</param>
    /// <param name="reading">How to read.</param>
    /// <param name="log">Hears of every request; null for nobody.</param>
    /// <exception cref="DiagnosticException">The emulator can't be seeded from it.</exception>
    public static EstateSession Open(
        string path, byte[] seed, Estate held, IOContext io, ReadOptions reading, RequestLog? log)
    {
        var file = new EmulatedFile(io, path, seed);
        var emulator = Load(path, seed, io.Clock);
        var connection = new ArmConnection(new ArmOptions
        {
            Clock = io.Clock,
            Transport = new HttpClientTransport(new ArmEmulatorHandler(emulator)),
            Version = BuildStamp.Version,
            PollInterval = NoTime,
            RetryDelay = NoTime,
            TransientDelay = NoTime,
            MaxWait = 10 * NoTime,
            Observer = log,
        });
        var tally = new ReadingTally();
        var failures = new ReadFailures();
        return new EstateSession(
            new HeldEstate(
                new ArmEstateReader(connection, "emulator", held.CapturedAt, reading with { Progress = tally, Failures = failures }), held),
            new ArmChangeWriter(connection),
            () => file.Keep(emulator.Save))
        {
            Tally = tally,
            Failures = failures,
            Reserve = file.Reserve,
            Caller = () => new RunCaller(TenantId: null, ObjectId: null, AppId: null, "emulator"),
        };
    }

    private static ArmEmulator Load(string path, byte[] seed, TimeProvider clock)
    {
        try
        {
            return ArmEmulator.Load(new MemoryStream(seed), new EmulatorOptions(clock));
        }
        catch (EstateFormatException exception)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error,
                "BL0006",
                "Emulator cannot be seeded",
                $"\"{path}\" is no estate that the emulator can start from: {exception.Message}",
                "Correct the estate file."));
        }
    }
}
