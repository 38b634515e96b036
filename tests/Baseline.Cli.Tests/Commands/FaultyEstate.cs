using System.Text.Json;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Estates;

namespace Baseline.Cli.Tests.Commands;

/// <summary>The real estates, with faults before reads and writes.</summary>
internal sealed class FaultyEstate : IEstateOpener, IEstateReader, IChangeWriter
{
    private EstateSession? _session;

    /// <summary>Happens before each read of the estate; it may throw.</summary>
    public Action BeforeRead { get; init; } = () => { };

    /// <summary>Happens before each write; the write fails where it returns a failure.</summary>
    public Func<string, ArmFailure?> BeforeWrite { get; init; } = _ => null;

    private EstateSession Inner => _session ?? throw new InvalidOperationException("The estate was not opened.");

    public EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams)
    {
        _session = new EstateSource().Open(arguments, io, streams);
        return _session with { Reader = this, Writer = _session.Writer is null ? null : this };
    }

    public Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        BeforeRead();
        return Inner.Reader.ReadAsync(request, cancellationToken);
    }

    public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken) =>
        Writer.ReadAsync(resource, apiVersion, cancellationToken);

    public Task<WriteResult> WriteAsync(
        string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken) =>
        BeforeWrite(resource) is { } failure
            ? Task.FromResult(new WriteResult(default, failure))
            : Writer.WriteAsync(method, resource, apiVersion, body, ifMatch, cancellationToken);

    private IChangeWriter Writer => Inner.Writer ?? throw new InvalidOperationException("The estate is read only.");
}
