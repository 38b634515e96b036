using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Cli.Arguments;
using Baseline.Diagnostics;
using Baseline.Estates;

namespace Baseline.Cli.Estates;

/// <summary>A captured estate, the emulator, or Azure.</summary>
public sealed class EstateSource : IEstateOpener
{
    /// <inheritdoc/>
    public EstateSession Open(EstateArguments arguments, IOContext io, Talk talk)
    {
        if (arguments.CapturedFile is { } captured)
        {
            return new EstateSession(new CapturedEstate(Read(captured, io, talk).Estate), Writer: null, () => { });
        }

        if (arguments.EmulatorFile is { } path)
        {
            var (estate, bytes) = Read(path, io, talk);
            var notes = new ReadingProgress(io, talk, SaysNotes(arguments, talk));
            return EmulatedEstate.Open(
                path, bytes, estate.CapturedAt, io, ReadOptionsOf(arguments, progress: null, notes), RequestLog.For(talk));
        }

        return Azure(arguments, io, talk);
    }

    private static EstateSession Azure(EstateArguments arguments, IOContext io, Talk talk)
    {
        var cloud = arguments.Endpoint is { } endpoint
            ? ArmCloud.Custom(endpoint, authorityHost: Authority(io))
            : ArmCloud.Named(arguments.Cloud) ?? ArmCloud.Public;
        var log = RequestLog.For(talk);
        var progress = new ReadingProgress(io, talk, SaysNotes(arguments, talk));
        var connection = new ArmConnection(new ArmOptions
        {
            Clock = io.Clock,
            Cloud = cloud,
            Credential = Credentials.For(arguments, cloud, io.Variable("AZURE_CLIENT_ID")),
            Parallelism = arguments.Parallelism,
            Quota = cloud.Quota,
            Throttling = progress,
            Version = BuildStamp.Version,
            Observer = log,
        });
        var tally = new ReadingTally(log is null ? progress : null);
        var failures = new ReadFailures();
        var reader = new ArmEstateReader(connection, "azure", io.Clock.GetUtcNow(), ReadOptionsOf(arguments, tally, progress) with { Failures = failures });
        return new EstateSession(reader, new ArmChangeWriter(connection), () => { })
        {
            Pace = ApplyPace.Azure with { Parallelism = Math.Min(arguments.Parallelism, ApplyPace.MostParallel) },
            Tally = tally,
            Failures = failures,
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

    /// <summary>That something is of no use here is worth a word to whoever asked for it.</summary>
    private static bool SaysNotes(EstateArguments arguments, Talk talk) =>
        talk.Display.Verbose || arguments.Inventory == Inventory.Graph || arguments.Batch;

    private static Uri? Authority(IOContext io) =>
        Uri.TryCreate(io.Variable("AZURE_AUTHORITY_HOST"), UriKind.Absolute, out var authority) ? authority : null;

    private static (Estate Estate, byte[] Bytes) Read(string path, IOContext io, Talk talk)
    {
        var bytes = UserFiles.Read(io, path);
        var result = EstateFile.Read(bytes, path);
        if (result.Value is not { } estate || result.Failed)
        {
            throw new DiagnosticException([.. result.Diagnostics]);
        }

        talk.Report(result.Diagnostics);
        return (estate, bytes);
    }
}
