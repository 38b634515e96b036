using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Files;

namespace Baseline.Cli.Estates;

/// <summary>A captured estate, the emulator, or Azure.</summary>
public sealed class EstateSource : IEstateOpener
{
    /// <inheritdoc/>
    public EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams)
    {
        if (arguments.CapturedFile is { } captured)
        {
            return new EstateSession(new CapturedEstate(Read(captured, arguments.Typed, io, streams).Estate), Writer: null, () => { });
        }

        if (arguments.EmulatorFile is { } path)
        {
            var (estate, bytes) = Read(path, arguments.Typed, io, streams);
            var notes = new ReadingProgress(io, streams, WritesNotes(arguments, streams));
            return EmulatedEstate.Open(
                path, bytes, estate, io, ReadOptionsOf(arguments, progress: null, notes), RequestLog.For(streams));
        }

        return Azure(arguments, io, streams);
    }

    private static EstateSession Azure(EstateArguments arguments, IOContext io, ConsoleStreams streams)
    {
        var cloud = arguments.Endpoint is { } endpoint
            ? ArmCloud.Custom(endpoint, authorityHost: Authority(io))
            : ArmCloud.Named(arguments.Cloud) ?? ArmCloud.Public;
        var log = RequestLog.For(streams);
        var progress = new ReadingProgress(io, streams, WritesNotes(arguments, streams));
        var credential = new CallerCredential(Credentials.For(arguments, cloud, io.Variable("AZURE_CLIENT_ID")));
        var connection = new ArmConnection(new ArmOptions
        {
            Clock = io.Clock,
            Cloud = cloud,
            Credential = credential,
            SignInAdvice = Credentials.Advice(arguments, io.IsCI),
            Parallelism = arguments.Parallelism,
            Quota = cloud.Quota,
            Throttling = progress,
            Version = BuildStamp.Version,
            Observer = log,
        });
        var tally = new ReadingTally(log is null ? progress : null);
        var failures = new ReadFailures();
        var options = ReadOptionsOf(arguments, tally, progress) with { Failures = failures };
        var reader = new ArmEstateReader(connection, "azure", io.Clock.GetUtcNow(), options);
        return new EstateSession(reader, new ArmChangeWriter(connection), () => { })
        {
            Pace = ApplyPace.Azure with { Unanswered = Math.Min(arguments.Parallelism, ApplyPace.Azure.Unanswered) },
            Tally = tally,
            Failures = failures,
            Caller = () => credential.Caller,
        };
    }

    private static ReadOptions ReadOptionsOf(
        EstateArguments arguments, IProgress<ReadProgress>? progress, IProgress<string> notes) => new()
        {
            Inventory = arguments.Inventory,
            Batch = arguments.Batch,
            Progress = progress,
            Notes = notes,
        };

    /// <summary>That something is not available here is worth a line for whoever asked for it.</summary>
    private static bool WritesNotes(EstateArguments arguments, ConsoleStreams streams) =>
        streams.Display.Verbose || arguments.Inventory == Inventory.Graph || arguments.Batch;

    private static Uri? Authority(IOContext io) =>
        Uri.TryCreate(io.Variable("AZURE_AUTHORITY_HOST"), UriKind.Absolute, out var authority) ? authority : null;

    private static (Estate Estate, byte[] Bytes) Read(string path, TypedCommand typed, IOContext io, ConsoleStreams streams)
    {
        var bytes = UserFiles.Read(io, path);
        var result = EstateFile.Read(bytes, path);
        if (result.Value is not { } estate || result.Failed)
        {
            throw new DiagnosticException(
                WrongFile.Of(bytes, path, ContentKind.Estate, typed) is { } wrong ? [wrong] : [.. result.Diagnostics]);
        }

        streams.Report(result.Diagnostics);
        return (estate, bytes);
    }
}
