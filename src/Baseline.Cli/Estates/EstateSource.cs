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
            return new EstateSession(new CapturedEstate(Read(captured, io, talk)), Writer: null, () => { });
        }

        throw new DiagnosticException(new Diagnostic(Severity.Error, "BL0005", "Azure cannot be reached yet"));
    }

    private static Estate Read(string path, IOContext io, Talk talk)
    {
        var result = EstateFile.Read(UserFiles.Read(io, path), path);
        if (result.Value is not { } estate || result.Failed)
        {
            throw new DiagnosticException([.. result.Diagnostics]);
        }

        talk.Report(result.Diagnostics);
        return estate;
    }
}
