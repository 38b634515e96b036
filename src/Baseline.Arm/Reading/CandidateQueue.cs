using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>Resources whose content is worth asking for, each once, from whoever names them first.</summary>
/// <param name="expect">Hears how many more there are, before they are asked for.</param>
internal sealed class CandidateQueue(Action<int> expect)
{
    private readonly Channel<ResourceId> _queue = Channel.CreateUnbounded<ResourceId>();
    private readonly HashSet<ResourceId> _known = [];

    public void Offer(IEnumerable<ResourceId> resources)
    {
        List<ResourceId> more;
        lock (_known)
        {
            more = [.. resources.Where(_known.Add)];
        }

        expect(more.Count);
        more.ForEach(resource => _queue.Writer.TryWrite(resource));
    }

    /// <summary>What was found, under the ids that were offered where they are spelled alike: each is kept once.</summary>
    public Found Known(Found found)
    {
        lock (_known)
        {
            return found with
            {
                Resources = [.. found.Resources.Select(resource =>
                    _known.TryGetValue(resource.Id, out var id) && id.Text == resource.Id.Text ? resource.Under(id) : resource)],
            };
        }
    }

    /// <summary>Nobody offers any more.</summary>
    public void Complete() => _queue.Writer.Complete();

    /// <summary>All that is offered, in groups of at most so many, as they are known; a group never waits to be full.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ResourceId>> GroupsAsync(
        Func<int> mostAtOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            var group = new List<ResourceId>();
            while (group.Count < mostAtOnce() && _queue.Reader.TryRead(out var resource))
            {
                group.Add(resource);
            }

            yield return group;
        }
    }
}
