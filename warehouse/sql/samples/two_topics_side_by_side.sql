-- one row: a month of one of two topics
-- asks: Do knife crime and stop and search rise together?
from compare(['knife-crime', 'stop-and-search'], every := 'month');
