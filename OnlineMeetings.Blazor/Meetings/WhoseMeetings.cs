using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>Which meetings are somebody's: the one place that says it for all lists.</summary>
internal static class WhoseMeetings
{
    extension(MeetingsDb db)
    {
        /// <summary>Those that the person organizes, alone or by rights that are shared with them.</summary>
        public IQueryable<Meeting> OrganizedBy(PersonId person)
        {
            // By ids, so that the database looks both up in an index; asked of each meeting, it would read all there are.
            var shared = db.Set<CoOrganizer>().Where(o => o.PersonId == person).Select(o => o.MeetingId);
            return db.Meetings.Where(m => m.OrganizerId == person || shared.Contains(m.Id));
        }

        /// <summary>
        /// Those in which the person took part, or to which they were invited, without organizing them, as long as they keep them in
        /// their list.
        /// </summary>
        public IQueryable<Meeting> TookPart(PersonId person)
        {
            var organized = db.OrganizedBy(person);
            var came = db.Participations.Where(p => p.PersonId == person && !p.IsUnlisted).Select(p => p.MeetingId);
            var invited = db.Invitees.Where(i => i.PersonId == person && !i.IsUnlisted).Select(i => i.MeetingId);
            return
                from id in came.Union(invited)
                join meeting in db.Meetings on id equals meeting.Id
                where !organized.Any(own => own.Id == meeting.Id)
                select meeting;
        }
    }
}
